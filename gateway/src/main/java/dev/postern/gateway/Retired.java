package dev.postern.gateway;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Generations that were replaced and still answer what was asked of them. Thread-safe. */
final class Retired {

    /** Every request is answered or its connection closed within 8 s. */
    private static final long LAST_ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Vertx vertx;
    private final Map<Generation, Generation> successors = new ConcurrentHashMap<>();

    Retired(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Closes it, as far as its successor does not go on with it, once nobody can wait for it any more. */
    void add(Generation old, Generation successor) {
        successors.put(old, successor);
        vertx.setTimer(
                LAST_ANSWER_MILLIS,
                due -> vertx.executeBlocking(() -> {
                    close(old);
                    return null;
                }));
    }

    /**
     * Closes all at once; blocks. At the end, and before a further reload: however fast reloads come, a database has the
     * connections of two generations at most, and what still waits for an older one is a temporary failure.
     */
    void close() {
        successors.keySet().forEach(this::close);
    }

    private void close(Generation old) {
        Generation successor = successors.remove(old);
        if (successor != null) {
            old.leaveTo(successor);
        }
    }
}
