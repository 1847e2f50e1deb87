package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks replicas how far they have replayed the primary's log, while somebody waits for it: on a thread of its own, with a
 * connection to each host of the URL.
 */
final class ReplicaWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

    /** A replica on the same network is behind by milliseconds. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final long CLOSE_MILLIS = 500;

    /** A server that replays nothing is up to date by itself. */
    private static final String POSITION = """
            SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
                        THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_replay_lsn(), '0/0')::bigint
                        ELSE 9223372036854775807 END
            """;

    private final ReplicaReads reads;
    private final List<Host> hosts = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "postern-replicas");

    /** One of them, and the connection to it while it answers. */
    private static final class Host {
        private final Connector connector;
        private @Nullable Connection connection;

        Host(Connector connector) {
            this.connector = connector;
        }

        /** @throws SQLException if it is away: then nobody reads from it either */
        long position() throws SQLException {
            Connection open = connection == null ? connector.open() : connection;
            connection = open;
            try (Statement statement = open.createStatement();
                    ResultSet row = statement.executeQuery(POSITION)) {
                row.next();
                return row.getLong(1);
            } catch (SQLException lost) {
                drop();
                throw lost;
            }
        }

        void drop() {
            Connection open = connection;
            connection = null;
            try {
                if (open != null) {
                    open.abort(Runnable::run);
                }
            } catch (SQLException gone) {
                LOG.debug("a replica's connection had gone", gone);
            }
        }
    }

    ReplicaWatch(DatabaseSettings settings, ReplicaReads reads) {
        this.reads = reads;
        Connector.toEachHost(settings).forEach(connector -> hosts.add(new Host(connector)));
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (reads.isWaiting()) {
                    look();
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            hosts.forEach(Host::drop);
        }
    }

    /** The slowest of those that answer counts. */
    private void look() {
        long slowest = Long.MAX_VALUE;
        int answering = 0;
        for (Host host : hosts) {
            try {
                slowest = Math.min(slowest, host.position());
                answering++;
            } catch (SQLException away) {
                LOG.debug("a replica does not say how far it is", away);
            }
        }
        if (answering > 0) {
            reads.replayed(slowest);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
