package dev.postern.gateway.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Wrong passwords by who has typed them: a network, or a user in a network. Bounded, aged, thread-safe. */
final class PenaltyCache {

    /** Of each count; 40,000 users or networks with a few wrong passwords. */
    static final long MAX_BYTES = 8L << 20;

    /** An entry of Caffeine, a key of Latin letters, two arrays. */
    private static final int OVERHEAD = 200;

    private static final int BYTES_OF_A_GUESS = 16;

    private final Cache<String, WrongPasswords> counts;
    private final long memory;
    private final LongSupplier nanoTime;

    /** @param forgetAfter how long a wrong password counts */
    PenaltyCache(Duration forgetAfter, LongSupplier nanoTime) {
        this.memory = forgetAfter.toNanos();
        this.nanoTime = nanoTime;
        this.counts = Caffeine.newBuilder()
                .maximumWeight(MAX_BYTES)
                .weigher((String who, WrongPasswords wrong) ->
                        OVERHEAD + 2 * who.length() + BYTES_OF_A_GUESS * wrong.count())
                .expireAfterWrite(forgetAfter)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** How many different ones came lately. */
    int count(String who) {
        WrongPasswords wrong = counts.getIfPresent(who);
        return wrong == null ? 0 : wrong.since(nanoTime.getAsLong() - memory).count();
    }

    /** Whether the guess is one that counts already; now it does. */
    boolean add(String who, long guess) {
        WrongPasswords before = counts.getIfPresent(who);
        long now = nanoTime.getAsLong();
        if (before != null && before.since(now - memory).contains(guess)) {
            return true;
        }
        AtomicBoolean repeated = new AtomicBoolean();
        counts.asMap().merge(who, WrongPasswords.NONE.with(guess, now), (present, first) -> {
            WrongPasswords recent = present.since(now - memory);
            repeated.set(recent.contains(guess));
            return repeated.get() ? recent : recent.with(guess, now);
        });
        return repeated.get();
    }

    void forget(String who) {
        counts.invalidate(who);
    }

    long size() {
        return counts.estimatedSize();
    }
}
