package dev.postern.gateway.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** From which networks users have logged in. Bounded, aged, thread-safe. */
final class KnownUsersCache {

    /** About 15 MB. */
    private static final long MAX_ENTRIES = 100_000;

    private final Cache<String, Boolean> known;

    /** @param knownFor after the last login; zero: nobody is known */
    KnownUsersCache(Duration knownFor, LongSupplier nanoTime) {
        known = Caffeine.newBuilder()
                .maximumSize(knownFor.isZero() ? 0 : MAX_ENTRIES)
                .expireAfterAccess(knownFor)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    boolean contains(String who) {
        return known.asMap().containsKey(who);
    }

    /** Counts from now. */
    void add(String who) {
        if (known.getIfPresent(who) == null) {
            known.put(who, Boolean.TRUE);
        }
    }

    long size() {
        return known.estimatedSize();
    }
}
