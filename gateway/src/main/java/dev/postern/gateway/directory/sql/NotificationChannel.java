package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A connection of its own to the primary server, which hears of changes. For one thread; blocks.
 *
 * <p>Proof that it hears is a heartbeat: a notification to a channel of this process alone, which must come back.
 */
public final class NotificationChannel implements AutoCloseable {

    /** What triggers of {@code schema install} notify. */
    public static final String NAME = "postern";

    /** How long the server may be silent when it was asked something. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * How long it may take to begin to listen: the server goes through all notifications that others have yet to fetch.
     */
    private static final Duration PATIENCE_AT_FIRST = Duration.ofMinutes(2);

    private static final String INSTALLED =
            "pg_catalog.to_regprocedure('postern.announce(text[],text,text[])') IS NOT NULL";

    private static final String LOG_POSITION =
            "SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint";

    private final Connection connection;
    private final PGConnection session;
    private final String own = NAME + "_" + UUID.randomUUID().toString().replace("-", "");
    private long sent;
    private long returned;

    /** The channel hears nothing, or no more. The message says why, without secrets. */
    public static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(String reason) {
            super(reason);
        }

        private Lost(SQLException cause) {
            super(Objects.requireNonNullElseGet(BoundedSockets.reason(cause), () -> SqlFailure.text(cause)), cause);
        }
    }

    private NotificationChannel(Connection connection) throws SQLException {
        this.connection = connection;
        this.session = connection.unwrap(PGConnection.class);
    }

    /** Connects and listens, for the first time. */
    public static NotificationChannel open(DatabaseSettings settings) throws Lost {
        return open(settings, new ListeningBackend());
    }

    /**
     * Connects and listens: every change that is committed from now on is heard of.
     *
     * @param settings of the primary server; of several hosts the one that takes changes is chosen
     * @param backend of the channel before
     */
    public static NotificationChannel open(DatabaseSettings settings, ListeningBackend backend) throws Lost {
        try {
            Connection connection = Connector.toPrimary(settings).open();
            try {
                NotificationChannel channel = new NotificationChannel(connection);
                channel.listen(backend);
                return channel;
            } catch (SQLException | Lost failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new Lost(failure);
        }
    }

    private void listen(ListeningBackend backend) throws SQLException, Lost {
        waitAtMost(PATIENCE);
        if (Connector.isPooled(connection)) {
            throw new Lost("a pooler in transaction mode stands between, which forgets who listens:"
                    + " name the server itself in database.announcementsUrl");
        }
        backend.begin(connection);
        waitAtMost(PATIENCE_AT_FIRST);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + NAME);
            statement.execute("LISTEN " + own);
        }
        waitAtMost(PATIENCE);
    }

    private void waitAtMost(Duration patience) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
    }

    /**
     * Sends a heartbeat, after the one before has returned.
     *
     * @return whether the database has what announces changes
     */
    public boolean beat() throws Lost {
        if (returned != sent) {
            throw new Lost("what it sent to itself did not return");
        }
        sent++;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + INSTALLED + ", pg_catalog.pg_notify('" + own + "', '" + sent + "')")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException failure) {
            throw new Lost(failure);
        }
    }

    /** Where the server's log ends by now, in bytes: whatever was heard of is before it. */
    public long logPosition() throws Lost {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOG_POSITION)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new Lost(failure);
        }
    }

    /** Whether the last heartbeat has returned. */
    public boolean isAlive() {
        return returned == sent;
    }

    /**
     * Waits for notifications, at least a millisecond.
     *
     * @return payloads in the order of their commits; they are anybody's text
     */
    public List<String> receive(Duration atMost) throws Lost {
        try {
            PGNotification[] notifications = session.getNotifications(Math.toIntExact(Math.max(1, atMost.toMillis())));
            List<String> payloads = new ArrayList<>();
            for (PGNotification notification : notifications == null ? new PGNotification[0] : notifications) {
                if (notification.getName().equals(NAME)) {
                    payloads.add(notification.getParameter());
                } else if (notification.getParameter().equals(Long.toString(sent))) {
                    returned = sent;
                }
            }
            return payloads;
        } catch (SQLException failure) {
            throw new Lost(failure);
        }
    }

    /** Cuts it, from any thread: whoever waits for it learns that it is lost. */
    public void cut() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // It is not there any more.
            return;
        }
    }

    @Override
    public void close() {
        cut();
    }
}
