package dev.postern.gateway.directory.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Replaces a stored password by a statement of the operator's, if the old one is still there. A connection for each: that
 * happens once for each user, in the background. Thread-safe.
 */
public final class PasswordWriter {
    private final Connector connector;
    private final ValuedStatement statement;

    /** @param statement with {@code :new}, {@code :user} and {@code :old}, which become parameters and never text */
    public PasswordWriter(DatabaseSettings settings, String statement) {
        this.connector = new Connector(settings);
        this.statement = new ValuedStatement(statement, "new", "user", "old");
    }

    /**
     * Replaces it. Blocks for as long as the database takes, which is bounded.
     *
     * @return false if the old one is no longer there
     * @throws IOException if that could not be done; the message holds no value
     */
    public boolean replace(String user, String old, String replacement) throws IOException {
        try (Connection connection = connector.open()) {
            connection.setAutoCommit(false);
            int changed = statement.execute(connection, Map.of("user", user, "old", old, "new", replacement));
            if (changed > 1) {
                connection.rollback();
                throw new IOException("the statement would change " + changed + " rows");
            }
            connection.commit();
            return changed == 1;
        } catch (SQLException failure) {
            // The server's own message may quote a value.
            throw new IOException("the database refuses it, SQLSTATE " + failure.getSQLState());
        }
    }
}
