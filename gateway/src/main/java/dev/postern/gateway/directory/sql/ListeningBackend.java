package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * The server's process behind the connection that listens. It goes through all notifications that wait, gigabytes at worst,
 * and nothing stops it, not even that nobody waits for it any more: while one that was given up is busy with that, no other
 * one is, or the server would soon have neither time nor connections left. For one thread.
 */
public final class ListeningBackend {

    /** Then it is somebody else's problem, too. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String IS_BUSY =
            "SELECT FROM pg_catalog.pg_stat_activity WHERE pid = ? AND usename = current_user AND state = 'active'";

    private int pid;
    private boolean waiting;
    private long waitsUntil;

    /** @throws NotificationChannel.Lost if the one before is still busy */
    void begin(Connection connection) throws SQLException, NotificationChannel.Lost {
        long now = System.nanoTime();
        if (pid != 0 && (!waiting || now - waitsUntil < 0) && isBusy(connection)) {
            waitsUntil = waiting ? waitsUntil : now + PATIENCE.toNanos();
            waiting = true;
            throw new NotificationChannel.Lost("the server is still busy with the connection before");
        }
        waiting = false;
        pid = connection.unwrap(PGConnection.class).getBackendPID();
    }

    private boolean isBusy(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_BUSY)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
