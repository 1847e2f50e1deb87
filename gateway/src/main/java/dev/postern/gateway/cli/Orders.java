package dev.postern.gateway.cli;

import java.util.concurrent.CompletableFuture;

/**
 * What signals ask of the running gateway, carried out one after the other. Several reloads asked for meanwhile are one;
 * a stop comes before them. Thread-safe.
 */
final class Orders {

    /** What to do next. */
    enum Order {
        RELOAD,
        STOP
    }

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean reload;

    synchronized void reload() {
        reload = true;
        notifyAll();
    }

    synchronized void stop() {
        stopped.complete(null);
        notifyAll();
    }

    /** Completes when a stop is asked for: whoever does something else then leaves it. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Waits for the next order. After a stop there is no other. */
    synchronized Order next() throws InterruptedException {
        while (!reload && !stopped.isDone()) {
            wait();
        }
        if (stopped.isDone()) {
            return Order.STOP;
        }
        reload = false;
        return Order.RELOAD;
    }
}
