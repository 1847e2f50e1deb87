package dev.postern.gateway.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Holds refusals back. Each leaves at the attempt's arrival plus the delay plus a random bit, never earlier: how long
 * the verification took does not show, and refusals overtake each other. Bounded by the exchanges that connections may
 * have open.
 */
public final class FailureDelay {

    /** The random bit, in milliseconds: more than any verification's jitter. */
    private static final int SPREAD = 250;

    /** What a late refusal is rounded up to, so that its time of leaving tells no more than this. */
    private static final long GRID = 500;

    private final Vertx vertx;
    private final Duration delay;

    /** @param delay zero for none at all */
    public FailureDelay(Vertx vertx, Duration delay) {
        this.vertx = vertx;
        this.delay = delay;
    }

    /** Completes when a refusal of an attempt that arrived at {@code arrivedAt} (nanoseconds) may leave. */
    public Future<Void> until(long arrivedAt) {
        if (delay.isZero()) {
            return Future.succeededFuture();
        }
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrivedAt);
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(remaining(spent), due -> promise.complete());
        return promise.future();
    }

    private long remaining(long spent) {
        long due = delay.toMillis();
        while (due <= spent) {
            due += GRID;
        }
        return due - spent + ThreadLocalRandom.current().nextInt(SPREAD);
    }
}
