package dev.postern.gateway.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warnings that a client can cause as often as it likes: one a second about each subject, with the number of those that
 * were left out before it. Thread-safe.
 */
public final class SparseLog {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, Subject> subjects = new ConcurrentHashMap<>();

    private static final class Subject {
        private final AtomicLong next;
        private final AtomicLong leftOut = new AtomicLong();

        Subject(long now) {
            next = new AtomicLong(now);
        }

        boolean mayBeWritten(long now) {
            long due = next.get();
            if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
                return true;
            }
            leftOut.incrementAndGet();
            return false;
        }
    }

    /** Writes where {@code log} writes. */
    public SparseLog(Logger log) {
        this(log, System::nanoTime);
    }

    SparseLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Writes a line, or leaves it out.
     *
     * @param subject one of a few: they are never forgotten
     * @return whether it was written
     */
    public boolean warn(String subject, String format, Object... arguments) {
        long now = nanoTime.getAsLong();
        Subject about = subjects.computeIfAbsent(subject, first -> new Subject(now));
        if (!about.mayBeWritten(now)) {
            return false;
        }
        long leftOut = about.leftOut.getAndSet(0);
        log.warn(leftOut == 0 ? format : format + " (and " + leftOut + " like it before)", arguments);
        return true;
    }
}
