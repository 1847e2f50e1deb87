package dev.postern.gateway;

import dev.postern.gateway.directory.snapshot.Snapshot;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Writes what the cache knows to its snapshot, away from the event loops: at a graceful stop, and before that at the
 * {@link StockPace}, for a process may be killed.
 */
final class StockKeeper {
    private final Supplier<Backend> backend;
    private final StockPace pace;

    /** @param backend asked anew each time: reloads replace it */
    StockKeeper(Vertx vertx, Supplier<Backend> backend) {
        this.backend = backend;
        this.pace = new StockPace(StockPace.State.untouched(backend.get().cache()), System.nanoTime());
        vertx.setPeriodic(
                StockPace.SHORTEST.toMillis(),
                due -> vertx.executeBlocking(
                        () -> {
                            look();
                            return null;
                        },
                        false));
    }

    /** Writes if it is worth it. */
    private synchronized void look() {
        Backend now = backend.get();
        Snapshot snapshot = now.snapshot();
        if (snapshot != null && pace.isDue(StockPace.State.of(now.cache()), snapshot.bytes(), System.nanoTime())) {
            save(now, snapshot);
        }
    }

    /** Writes what has changed; at the end. Blocks. */
    synchronized void close() {
        Backend now = backend.get();
        Snapshot snapshot = now.snapshot();
        if (snapshot != null && pace.isNews(StockPace.State.of(now.cache()))) {
            save(now, snapshot);
        }
    }

    private void save(Backend now, Snapshot snapshot) {
        // Before it is written: what changes meanwhile may not be in it.
        StockPace.State state = StockPace.State.of(now.cache());
        pace.tried(state, snapshot.save(now.cache()), System.nanoTime());
    }
}
