package dev.postern.gateway.directory.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

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

    /**
     * Executes a statement as the gateway keeps it: planned for the values at hand, and planned once for all values, which
     * PostgreSQL does after a few times.
     *
     * @param jdbc with question marks where the parameters stand
     * @param keys how many it asks for
     * @param questions the parameters of each time, as SQL
     * @return one line for each large table that it read too much of
     */
    Set<String> offences(String jdbc, int keys, List<List<String>> questions) throws SQLException {
        Set<String> offences = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("PREPARE kept AS " + numbered(jdbc));
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                statement.execute("SET plan_cache_mode = " + mode);
                for (List<String> question : questions) {
                    String arguments = question.isEmpty() ? "" : "(" + String.join(", ", question) + ")";
                    walk(explained(statement, "EXECUTE kept" + arguments), keys, offences);
                }
            }
            statement.execute("DEALLOCATE kept");
        }
        return offences;
    }

    private static JsonNode explained(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql)) {
            row.next();
            return new YAMLMapper().readTree(row.getString(1)).get(0).get("Plan");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** JDBC's question marks as PostgreSQL's numbers; a doubled one is an operator's. */
    private static String numbered(String jdbc) {
        AtomicInteger count = new AtomicInteger();
        return Pattern.compile("\\?\\??")
                .matcher(jdbc)
                .replaceAll(mark -> mark.group().length() == 2 ? "?" : "\\$" + count.incrementAndGet());
    }

    private void walk(JsonNode node, int keys, Set<String> offences) {
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
