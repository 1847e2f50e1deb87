package dev.postern.gateway;

import dev.postern.gateway.directory.CacheCounters;
import dev.postern.gateway.directory.snapshot.Snapshot;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes what the cache knows to its snapshot, away from the event loops: at a graceful stop, and before that now and then,
 * for a process may be killed. What was dropped as changed is off the disk within {@link #LOOK}; what was merely read
 * anew is on it within {@link #QUIET_LOOKS} times as long.
 */
final class StockKeeper {

    /** How often it looks whether something is to be written. */
    static final Duration LOOK = Duration.ofMinutes(1);

    /** A full cache is a hundred megabytes: while nothing was dropped, it is written at each fifth look only. */
    static final int QUIET_LOOKS = 5;

    private final Supplier<Backend> backend;
    private State saved = State.NOTHING;
    private int looks;

    /** How far a cache has come. */
    private record State(long kept, long dropped) {
        static final State NOTHING = new State(0, 0);

        static State of(CacheCounters counters) {
            return new State(counters.kept(), counters.dropped());
        }
    }

    /** @param backend asked anew each time: reloads replace it */
    StockKeeper(Vertx vertx, Supplier<Backend> backend) {
        this.backend = backend;
        vertx.setPeriodic(
                LOOK.toMillis(),
                due -> vertx.executeBlocking(
                        () -> {
                            look();
                            return null;
                        },
                        false));
    }

    /** Writes if it is worth it. */
    synchronized void look() {
        looks++;
        State now = State.of(backend.get().cache().counters());
        boolean dropped = now.dropped() != saved.dropped();
        boolean read = now.kept() != saved.kept() && looks >= QUIET_LOOKS;
        if (dropped || read) {
            save();
        }
    }

    /** Writes what has changed; at the end. Blocks. */
    synchronized void close() {
        if (!State.of(backend.get().cache().counters()).equals(saved)) {
            save();
        }
    }

    private void save() {
        Backend now = backend.get();
        Snapshot snapshot = now.snapshot();
        if (snapshot != null) {
            saved = State.of(now.cache().counters());
            looks = 0;
            snapshot.save(now.cache());
        }
    }
}
