package dev.postern.gateway.auth;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what no login waits for. */
final class SideThread {
    private static final long IDLE_SECONDS = 30;

    private SideThread() {}

    /**
     * One thread, which ends when it has nothing to do.
     *
     * @param waiting how many tasks may wait for it; what comes beyond them is left undone
     */
    static ThreadPoolExecutor named(String name, int waiting) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                work -> newThread(name, work),
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread newThread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
