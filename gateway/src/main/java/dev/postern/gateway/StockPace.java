package dev.postern.gateway;

import dev.postern.gateway.directory.UnitCache;
import java.time.Duration;

/**
 * When what a cache knows is worth the disk. A row that changed must not come back to life through an older file, so it is
 * off the disk as soon as the disk can be asked for that much; what was merely read is not urgent. For one thread at a time.
 */
final class StockPace {

    /** How soon a small file is written after a change. */
    static final Duration SHORTEST = Duration.ofSeconds(2);

    /** How soon any file is; and how soon again after one that could not be written. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    /** How seldom while nothing changes: a full cache is a hundred megabytes. */
    static final Duration QUIET = Duration.ofMinutes(5);

    /**
     * What the disk is asked for on average where rows change all the time: the file of 20,000 addresses each two seconds.
     */
    static final long BYTES_PER_SECOND = 1 << 20;

    private State saved;
    private long triedAt;
    private boolean failed;

    /**
     * How far a cache has come.
     *
     * @param kept how often it kept what was read
     * @param changed how often something was found to have changed
     */
    record State(UnitCache cache, long kept, long changed) {
        static State of(UnitCache cache) {
            return new State(
                    cache,
                    cache.counters().kept(),
                    cache.counters().dropped() + cache.counters().changed());
        }

        /** A cache that knows no more than the file does. */
        static State untouched(UnitCache cache) {
            return new State(cache, 0, 0);
        }

        private boolean hasChangedSince(State before) {
            return cache != before.cache || changed != before.changed;
        }
    }

    /** @param nanos the clock, as in all that follows */
    StockPace(State untouched, long nanos) {
        this.saved = untouched;
        this.triedAt = nanos;
    }

    /** Whether there is anything to write. */
    boolean isNews(State now) {
        return !now.equals(saved);
    }

    /**
     * Whether it is time to write.
     *
     * @param bytes of the file that there is
     */
    boolean isDue(State now, long bytes, long nanos) {
        return isNews(now) && nanos - triedAt >= pause(now, bytes).toNanos();
    }

    private Duration pause(State now, long bytes) {
        if (failed) {
            return LONGEST;
        }
        if (!now.hasChangedSince(saved)) {
            return QUIET;
        }
        long seconds = Math.max(SHORTEST.toSeconds(), Math.min(LONGEST.toSeconds(), bytes / BYTES_PER_SECOND));
        return Duration.ofSeconds(seconds);
    }

    /** What was known at {@code nanos} or later has been written, or could not be. */
    void tried(State state, boolean written, long nanos) {
        triedAt = nanos;
        failed = !written;
        saved = written ? state : saved;
    }
}
