package dev.postern.gateway.directory;

import java.time.Duration;

/**
 * The moment at which a request must have its answer, counted from its arrival.
 *
 * @param nanoTime on the scale of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

    /** The deadline of a request that arrived at {@code now}. */
    public static Deadline after(Duration patience, long now) {
        return new Deadline(now + patience.toNanos());
    }

    /** What is left, in nanoseconds; zero or less when it has passed. */
    public long remaining(long now) {
        return nanoTime - now;
    }

    /** Whether it has passed. */
    public boolean passed(long now) {
        return remaining(now) <= 0;
    }
}
