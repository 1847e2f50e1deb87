package dev.postern.gateway.cli;

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

    private boolean reload;
    private boolean stop;

    synchronized void reload() {
        reload = true;
        notifyAll();
    }

    synchronized void stop() {
        stop = true;
        notifyAll();
    }

    /** Waits for the next order. After a stop there is no other. */
    synchronized Order next() throws InterruptedException {
        while (!reload && !stop) {
            wait();
        }
        if (stop) {
            return Order.STOP;
        }
        reload = false;
        return Order.RELOAD;
    }
}
