package dev.postern.gateway.password;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads {@code postern-hash-1}, {@code -2} … They do not keep the process alive. Thread-safe. */
final class HashThreads implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();
    private final HashMemory memory;

    HashThreads(HashMemory memory) {
        this.memory = memory;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(() -> run(work), "postern-hash-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** A thread ends because it had nothing to do for long, or for want of memory: no reason to keep spare blocks. */
    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            memory.trim();
        }
    }
}
