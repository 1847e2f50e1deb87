package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for stored keys that no look-up can ask for: keys are asked in lower case and without blanks around them, and
 * PostgreSQL compares to the letter. Reads whole tables. Blocks; not for an event loop.
 */
public final class StoredKeys {

    private StoredKeys() {}

    /**
     * Connects once and reports each column that holds such keys, with one of them.
     *
     * @param columns {@code table.column} or {@code schema.table.column}, of types that text functions take
     * @return empty if all keys can be asked for
     */
    public static List<SchemaProblem> check(DatabaseSettings settings, List<String> columns) {
        List<SchemaProblem> problems = new ArrayList<>();
        try (Connection connection = new Connector(settings).open();
                Statement statement = connection.createStatement()) {
            for (String column : columns) {
                check(statement, column, problems);
            }
        } catch (SQLException failure) {
            problems.add(SchemaProblem.error("database", SqlAdvice.cannotConnect(failure)));
        }
        return problems;
    }

    private static void check(Statement statement, String column, List<SchemaProblem> problems) throws SQLException {
        try (ResultSet row = statement.executeQuery(question(statement, column))) {
            row.next();
            if (row.getLong(1) > 0) {
                problems.add(SchemaProblem.warning(
                        column,
                        row.getLong(1) + " keys never match, because keys are asked in lower case and without blanks ("
                                + row.getString(2) + " is one): store them so, or make the column citext"));
            }
        } catch (SQLException failure) {
            if (SqlFailure.of(failure).endsConnection()) {
                throw failure;
            }
            problems.add(SchemaProblem.warning(
                    column, "not looked through for keys that never match: " + SqlFailure.text(failure)));
        }
    }

    /**
     * Compares in the column's own type, which may know no case. Identifiers cannot be parameters; these are a preset's,
     * and quoted.
     */
    private static String question(Statement statement, String column) throws SQLException {
        List<String> quoted = new ArrayList<>();
        for (String part : column.split("\\.", -1)) {
            quoted.add(statement.enquoteIdentifier(part, true));
        }
        String key = quoted.remove(quoted.size() - 1);
        String table = String.join(".", quoted);
        String asked = "CAST(pg_catalog.btrim(lower(" + key + ")) AS " + type(statement, key, table) + ")";
        return "SELECT pg_catalog.count(*), min(" + key + ") FROM " + table + " WHERE " + key + " <> " + asked;
    }

    private static String type(Statement statement, String key, String table) throws SQLException {
        try (ResultSet nothing = statement.executeQuery("SELECT " + key + " FROM " + table + " LIMIT 0")) {
            String type = nothing.getMetaData().getColumnTypeName(1);
            // The driver quotes what is not on the search path itself.
            return type.startsWith("\"") ? type : statement.enquoteIdentifier(type, true);
        }
    }
}
