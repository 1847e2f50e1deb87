package dev.postern.gateway.directory.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread's connection: opened when it is needed, probed when it was idle or another one died, renewed when it is old. */
final class ConnectionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionKeeper.class);

    /** A connection that was idle for longer may have died without a word: it is probed before it is relied on. */
    private static final Duration PROBE_AFTER = Duration.ofSeconds(30);

    /** Connections are renewed after this, with some spread: names resolve anew, and fail-overs are followed. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SqlPool pool;
    private volatile @Nullable PinnedConnection connection;
    private long usedAt;
    private long lifetime;

    ConnectionKeeper(SqlPool pool) {
        this.pool = pool;
    }

    boolean isConnected() {
        return connection != null;
    }

    /**
     * A connection that can be relied on. Connecting takes a second per host of the URL at most.
     *
     * @param patience how long an answer may take, in nanoseconds
     */
    PinnedConnection connected(long patience) throws SQLException {
        renew();
        probe(patience);
        PinnedConnection open = connection;
        return open != null ? open : open();
    }

    /** Connects, and lets everybody know. */
    PinnedConnection open() throws SQLException {
        PinnedConnection open = new PinnedConnection(pool.connector().open(), pool.now());
        connection = open;
        used();
        lifetime = (long) (LIFETIME.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1));
        pool.counters().opened.increment();
        pool.reachability().up();
        return open;
    }

    /** It has just answered. */
    void used() {
        usedAt = pool.now();
    }

    /** See {@link PinnedConnection#forgetBatch}. */
    void forgetBatch(Lane lane) {
        PinnedConnection open = connection;
        if (open != null) {
            open.forgetBatch(lane);
        }
    }

    /** Leaves the connection, which is broken or will not be needed any more. */
    void drop() {
        PinnedConnection dropped = connection;
        connection = null;
        if (dropped != null) {
            dropped.abort();
        }
    }

    /** Cuts the connection under whatever runs on it. From any thread. */
    void cut() {
        PinnedConnection cut = connection;
        if (cut != null) {
            cut.abort();
        }
    }

    private void renew() {
        PinnedConnection open = connection;
        if (open != null && !pool.reachability().trusts(open.openedAt())) {
            drop();
        } else if (open != null && pool.now() - open.openedAt() > lifetime) {
            connection = null;
            open.close();
        }
    }

    private void probe(long patience) {
        PinnedConnection open = connection;
        boolean idle = pool.now() - usedAt > PROBE_AFTER.toNanos();
        if (open == null || (!idle && !pool.reachability().suspects(usedAt))) {
            return;
        }
        try {
            open.patience(patience / 2);
            open.ping();
            used();
        } catch (SQLException dead) {
            LOG.debug("an idle connection had died", dead);
            drop();
        }
    }
}
