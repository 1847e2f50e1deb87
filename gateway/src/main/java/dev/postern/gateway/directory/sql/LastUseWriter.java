package dev.postern.gateway.directory.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes when app passwords were used, by a statement of the operator's: one connection for all that wait. Thread-safe. */
public final class LastUseWriter {
    private final Connector connector;
    private final ValuedStatement statement;

    /** @param statement with {@code :user} and {@code :label}, perhaps {@code :service} and {@code :rip} */
    public LastUseWriter(DatabaseSettings settings, String statement) {
        this.connector = new Connector(settings);
        this.statement = new ValuedStatement(statement, "user", "label", "service", "rip");
    }

    /**
     * Writes them, each in a transaction of its own: rows are held for no longer than one takes. Blocks for as long as the
     * database takes, which is bounded.
     *
     * @param uses values by the statement's words
     * @return how many of them changed no row
     * @throws IOException if the rest of them could not be written; the message holds no value
     */
    public int write(List<Map<String, String>> uses) throws IOException {
        try (Connection connection = connector.open()) {
            int nowhere = 0;
            for (Map<String, String> use : uses) {
                nowhere += statement.execute(connection, use) == 0 ? 1 : 0;
            }
            return nowhere;
        } catch (SQLException failure) {
            // The server's own message may quote a value.
            throw new IOException("the database refuses it, SQLSTATE " + failure.getSQLState());
        }
    }
}
