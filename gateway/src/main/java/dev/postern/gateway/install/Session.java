package dev.postern.gateway.install;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One transaction of a role that may create things. */
final class Session {
    private final Connection connection;
    private final String role;
    private final String database;

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        execute("SET LOCAL lock_timeout = '5s'");
        List<String> who = row("SELECT current_user, pg_catalog.current_database()");
        this.role = who.get(0);
        this.database = who.get(1);
    }

    /** Who is connected, as {@code GRANT} would name it. */
    String role() {
        return role;
    }

    String database() {
        return database;
    }

    /** Runs any number of statements. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces are SQL's own here, and no escapes of JDBC.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Whether a question is answered with true. */
    boolean holds(String question, String... values) throws SQLException {
        return "t".equals(row(question, values).get(0));
    }

    /** The only row of an answer, NULL as an empty text. */
    List<String> row(String question, String... values) throws SQLException {
        return rows(question, values).get(0);
    }

    List<List<String>> rows(String question, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                List<List<String>> rows = new ArrayList<>();
                while (answer.next()) {
                    rows.add(row(answer));
                }
                return rows;
            }
        }
    }

    private static List<String> row(ResultSet answer) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
            String value = answer.getString(column);
            row.add(value == null ? "" : value);
        }
        return row;
    }

    Savepoint savepoint() throws SQLException {
        return connection.setSavepoint();
    }

    void undoTo(Savepoint savepoint) throws SQLException {
        connection.rollback(savepoint);
    }
}
