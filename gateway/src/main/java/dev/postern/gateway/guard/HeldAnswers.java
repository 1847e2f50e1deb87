package dev.postern.gateway.guard;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds answers back. Each leaves at its request's arrival plus what it is held plus a random bit, never earlier: how long
 * the verification took does not show, and answers overtake each other. Thread-safe.
 */
public final class HeldAnswers {

    /** After a request's arrival. Postfix takes a silence of 10 s for a lost server; the rest is for the way back. */
    public static final Duration LATEST = Duration.ofMillis(7_500);

    /** Each takes about a kilobyte until it leaves. */
    static final int MAX_HELD = 16_384;

    /** The random bit, in milliseconds: more than any verification's jitter. */
    private static final int SPREAD = 250;

    /** What a late answer is rounded up to, so that its time of leaving tells no more than this. */
    private static final long GRID = 500;

    private final Vertx vertx;
    private final int maxHeld;
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder delayed = new LongAdder();

    /** Nothing is held yet. */
    public HeldAnswers(Vertx vertx) {
        this(vertx, MAX_HELD);
    }

    HeldAnswers(Vertx vertx, int maxHeld) {
        this.vertx = vertx;
        this.maxHeld = maxHeld;
    }

    /** Takes a place for an answer, if there is one; whoever got it must {@link #hold} the answer. */
    boolean reserve() {
        if (held.incrementAndGet() > maxHeld) {
            held.decrementAndGet();
            return false;
        }
        return true;
    }

    /**
     * Completes when an answer that has a place may leave, which is free then.
     *
     * @param arrivedAt when its request did, in nanoseconds
     */
    Future<Void> hold(long arrivedAt, Duration duration) {
        delayed.increment();
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrivedAt);
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(
                remaining(
                        spent, duration.toMillis(), ThreadLocalRandom.current().nextInt(SPREAD)),
                due -> {
                    held.decrementAndGet();
                    promise.complete();
                });
        return promise.future();
    }

    /** All in milliseconds; at least one, because there is no shorter timer. */
    static long remaining(long spent, long duration, int random) {
        long due = duration;
        while (due <= spent) {
            due += GRID;
        }
        return Math.max(1, Math.min(due + random, LATEST.toMillis()) - spent);
    }

    /** How many answers wait. */
    public int held() {
        return held.get();
    }

    /** How many have ever been held back. */
    public long delayed() {
        return delayed.sum();
    }
}
