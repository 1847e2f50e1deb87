package dev.postern.gateway.directory.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL read in order to answer a statement, and whether that was more than it needed to. */
final class PlanReading {

    /** A table of this many rows is a few pages: to read all of it costs no more than to ask an index. */
    private static final double SMALL = 1000;

    /** What a look-up of one key may read of one table: an index finds a handful, and no answer has more elements. */
    private static final double ROWS_FOR_A_KEY = 200;

    private final Connection connection;
    private final Map<String, Double> sizes = new HashMap<>();

    PlanReading(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT relname, reltuples FROM pg_catalog.pg_class WHERE relkind = 'r'")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getDouble(2));
            }
        }
    }

    /** Binds the parameters of a statement. */
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /**
     * Executes a statement.
     *
     * @param keys how many it asks for
     * @return one line for each large table that it read too much of
     */
    List<String> offences(String sql, int keys, Binding binding) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql)) {
            binding.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                List<String> offences = new ArrayList<>();
                walk(new YAMLMapper().readTree(row.getString(1)).get(0).get("Plan"), keys, offences);
                return offences;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void walk(JsonNode node, int keys, List<String> offences) {
        String type = node.path("Node Type").asText();
        String table = node.path("Relation Name").asText();
        if (sizes.getOrDefault(table, 0.0) > SMALL) {
            double read = rowsRead(node);
            if (type.equals("Seq Scan") || read > keys * ROWS_FOR_A_KEY) {
                offences.add("%s on %s reads %.0f rows for %d keys: %s%s"
                        .formatted(
                                type,
                                table,
                                read,
                                keys,
                                node.path("Filter").asText(),
                                node.path("Index Cond").asText()));
            }
        }
        node.path("Plans").forEach(child -> walk(child, keys, offences));
    }

    private static double rowsRead(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return each * node.path("Actual Loops").asDouble();
    }
}
