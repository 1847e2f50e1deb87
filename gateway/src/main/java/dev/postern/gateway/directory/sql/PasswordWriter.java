package dev.postern.gateway.directory.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces a stored password by a statement of the operator's, if the old one is still there. A connection for each: that
 * happens once for each user, in the background. Thread-safe.
 */
public final class PasswordWriter {

    /** What stands for a value; a cast ({@code ::text}) does not. */
    private static final Pattern NAME = Pattern.compile("(?<!:):(new|user|old)\\b");

    private final Connector connector;
    private final String sql;
    private final List<String> parameters = new ArrayList<>();

    /** @param statement with {@code :new}, {@code :user} and {@code :old}, which become parameters and never text */
    public PasswordWriter(DatabaseSettings settings, String statement) {
        this.connector = new Connector(settings);
        Matcher name = NAME.matcher(statement);
        while (name.find()) {
            parameters.add(name.group(1));
        }
        this.sql = NAME.matcher(statement).replaceAll("?");
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
            int changed = update(connection, Map.of("user", user, "old", old, "new", replacement));
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

    private int update(Connection connection, Map<String, String> values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                update.setString(i + 1, values.get(parameters.get(i)));
            }
            return update.executeUpdate();
        }
    }
}
