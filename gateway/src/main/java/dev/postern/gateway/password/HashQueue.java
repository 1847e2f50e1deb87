package dev.postern.gateway.password;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads, and a queue before them that is bounded twice: in jobs, and in the time that those before would take.
 * Thread-safe.
 */
final class HashQueue {

    /** An idle thread ends, and with it the memory that was kept for its next hash. */
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(10);

    private final ThreadPoolExecutor threads;
    private final long maxBacklog;

    /** The estimated microseconds of what waits and of what runs. */
    private final AtomicLong backlog = new AtomicLong();

    /** A verification that waits for its turn. */
    interface Job extends Runnable {

        /** An estimate, in microseconds. */
        long micros();

        /** Called instead of {@link #run} when the queue is closed before its turn has come. */
        void drop();
    }

    HashQueue(VerifierLimits limits, ThreadFactory factory) {
        this.threads = new ThreadPoolExecutor(
                limits.threads(),
                limits.threads(),
                KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(limits.queue()),
                factory);
        threads.allowCoreThreadTimeOut(true);
        this.maxBacklog = TimeUnit.NANOSECONDS.toMicros(limits.maxWait().toNanos()) * limits.threads();
    }

    /** Takes a job on, or returns false at once. */
    boolean offer(Job job) {
        if (backlog.getAndAdd(job.micros()) > maxBacklog) {
            done(job);
            return false;
        }
        try {
            threads.execute(new Turn(job));
            return true;
        } catch (RejectedExecutionException e) {
            done(job);
            return false;
        }
    }

    /** How many jobs wait. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Drops what waits, and interrupts those that run. */
    void close() {
        List<Runnable> waiting = threads.shutdownNow();
        for (Runnable turn : waiting) {
            ((Turn) turn).drop();
        }
    }

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void done(Job job) {
        backlog.addAndGet(-job.micros());
    }

    private final class Turn implements Runnable {
        private final Job job;

        Turn(Job job) {
            this.job = job;
        }

        @Override
        public void run() {
            try {
                job.run();
            } finally {
                done(job);
            }
        }

        void drop() {
            done(job);
            job.drop();
        }
    }
}
