package dev.postern.gateway.directory.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which columns and indexes a database has, of those that somebody wants to know about. The catalog alone is read, which
 * anybody may: whose views stand before the tables needs no right to these.
 *
 * @param columns those that are there, as they were asked for
 * @param unindexed of the indexes that were asked for, those that no index of an existing table does the work of
 */
public record Inventory(Set<String> columns, List<String> unindexed) {

    private static final String COLUMNS = """
            SELECT wanted.tab || '.' || wanted.col
              FROM unnest(?::text[], ?::text[]) AS wanted(tab, col)
              JOIN pg_catalog.pg_attribute a
                ON a.attrelid = pg_catalog.to_regclass(wanted.tab) AND a.attname::text = wanted.col
             WHERE a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String FIRST_COLUMNS = """
            SELECT wanted.tab, pg_catalog.pg_get_indexdef(i.indexrelid, 1, true), i.indpred IS NOT NULL
              FROM unnest(?::text[]) AS wanted(tab)
              JOIN pg_catalog.pg_class t ON t.oid = pg_catalog.to_regclass(wanted.tab)
              LEFT JOIN pg_catalog.pg_index i ON i.indrelid = t.oid AND i.indisvalid
            """;

    /** Copies its collections. */
    public Inventory {
        columns = Set.copyOf(columns);
        unindexed = List.copyOf(unindexed);
    }

    /**
     * Connects once. Blocks; not for an event loop.
     *
     * @param columns {@code table.column} or {@code schema.table.column}, spelled as the catalog has them
     * @param indexes each as it follows {@code CREATE INDEX ON}: {@code table (expression)}
     * @param problems told why the database cannot be asked
     * @return empty if there was such a problem
     */
    public static Optional<Inventory> take(
            DatabaseSettings settings,
            Collection<String> columns,
            Collection<String> indexes,
            Consumer<SchemaProblem> problems) {
        try (Connection connection = new Connector(settings).open()) {
            return Optional.of(new Inventory(columns(connection, columns), unindexed(connection, indexes)));
        } catch (SQLException failure) {
            problems.accept(SchemaProblem.error("database", SqlAdvice.cannotConnect(failure)));
            return Optional.empty();
        }
    }

    private static Set<String> columns(Connection connection, Collection<String> wanted) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String column : wanted) {
            int dot = column.lastIndexOf('.');
            tables.add(column.substring(0, dot));
            names.add(column.substring(dot + 1));
        }
        Set<String> found = new HashSet<>();
        try (PreparedStatement question = connection.prepareStatement(COLUMNS)) {
            question.setArray(1, array(connection, tables));
            question.setArray(2, array(connection, names));
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static List<String> unindexed(Connection connection, Collection<String> wanted) throws SQLException {
        Set<String> tables = new HashSet<>();
        List<IndexForm> existing = new ArrayList<>();
        try (PreparedStatement question = connection.prepareStatement(FIRST_COLUMNS)) {
            List<String> asked = wanted.stream()
                    .map(index -> IndexForm.of(index).table())
                    .distinct()
                    .toList();
            question.setArray(1, array(connection, asked));
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                    existing.add(
                            new IndexForm(rows.getString(1), String.valueOf(rows.getString(2)), rows.getBoolean(3)));
                }
            }
        }
        return wanted.stream()
                .filter(index -> tables.contains(IndexForm.of(index).table()))
                .filter(index -> existing.stream().noneMatch(IndexForm.of(index)::isServedBy))
                .toList();
    }

    private static Array array(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray(String[]::new));
    }
}
