package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a relation from being asked while that is of no use: a view that is gone, a table that somebody has locked, a
 * query that takes the connection with it. Whoever asks then fails at once with the last failure, after a pause one is
 * let through, and its answer decides. So a sick relation costs the database a statement now and then, and the other
 * relations no connection. Thread-safe.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** A single failure may be due to its key, as in a function that raises it; these in a row are the relation's. */
    static final int FAILURES = 3;

    /** The first pause; each further one is twice as long. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** With a query time-out of 2 s on top, what works again is seen to do so within 5 s. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Who was let through and has not come back by then, because its deadline passed in the queue, is not waited for. */
    static final Duration PROBE_LIMIT = Duration.ofSeconds(3);

    private static final int MAX_DOUBLINGS = 10;

    private final String relation;
    private final AtomicInteger failuresInRow = new AtomicInteger();
    private volatile @Nullable Open open;

    /**
     * An open breaker.
     *
     * @param failedAt when the last one failed
     * @param until nobody is let through
     * @param probing whether somebody was
     */
    private record Open(Failure failure, long failedAt, long until, int pauses, boolean probing) {
        Open probed(long now) {
            return new Open(failure, failedAt, now + PROBE_LIMIT.toNanos(), pauses, true);
        }
    }

    /** @param relation for the log */
    Breaker(String relation) {
        this.relation = relation;
    }

    /**
     * Why somebody who wants to ask must not; null if it may, and then its success or failure is to be told.
     *
     * @param trustedSince when the last outage was found: what failed before is no evidence after it
     */
    @Nullable
    Failure refusal(long now, long trustedSince) {
        return open == null ? null : decide(now, trustedSince);
    }

    private synchronized @Nullable Failure decide(long now, long trustedSince) {
        Open current = open;
        if (current == null || current.failedAt() - trustedSince < 0) {
            close();
            return null;
        }
        if (now - current.until() < 0) {
            return current.failure();
        }
        open = current.probed(now);
        return null;
    }

    /** Why whoever was let in before it opened need not be asked any more; null if it must be, as is who was let through. */
    @Nullable
    Failure standing() {
        Open current = open;
        return current == null || current.probing() ? null : current.failure();
    }

    /** Somebody's asking failed, and not because of its key. */
    void failed(Failure failure, long now) {
        if (failuresInRow.incrementAndGet() >= FAILURES) {
            open(failure, now);
        }
    }

    private synchronized void open(Failure failure, long now) {
        Open before = open;
        if (before == null) {
            LOG.warn(
                    "relation={} is not asked for a while, after {} failures: {}",
                    relation,
                    FAILURES,
                    failure.detail());
        }
        if (before == null || before.probing()) {
            int pauses = before == null ? 0 : before.pauses() + 1;
            open = new Open(failure, now, now + pauseNanos(pauses), pauses, false);
        }
    }

    /** Somebody was answered. */
    void succeeded() {
        if (failuresInRow.get() != 0) {
            close();
        }
    }

    private synchronized void close() {
        failuresInRow.set(0);
        if (open != null) {
            LOG.info("relation={} is asked again", relation);
            open = null;
        }
    }

    /** Spread, so that several gateways do not march. */
    private static long pauseNanos(int pauses) {
        long longest = LONGEST_PAUSE.toNanos();
        long pause = Math.min(longest, FIRST_PAUSE.toNanos() << Math.min(pauses, MAX_DOUBLINGS));
        return ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
    }
}
