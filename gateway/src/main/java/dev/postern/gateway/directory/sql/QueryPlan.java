package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How PostgreSQL would answer a query.
 *
 * @param lines of EXPLAIN
 */
record QueryPlan(List<String> lines) {

    /** Smaller tables are read faster than an index is. */
    private static final int WORTH_AN_INDEX = 10_000;

    /** A key that no site has; NULL would let the planner skip the table. */
    private static final String SAMPLE = "check@postern.invalid";

    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "citext", "name");

    private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\S+)");

    /** @param types of the query's parameters */
    static QueryPlan of(Connection connection, Lane lane, List<String> types) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("EXPLAIN VERBOSE " + Inference.singleSql(lane))) {
            for (int i = 0; i < types.size(); i++) {
                if (TEXTS.contains(types.get(i))) {
                    statement.setString(i + 1, SAMPLE);
                } else {
                    statement.setNull(i + 1, Types.NULL);
                }
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return new QueryPlan(lines);
        }
    }

    /** The large tables that it reads from end to end. */
    Set<String> scannedTables(Connection connection) throws SQLException {
        Set<String> scanned = new LinkedHashSet<>();
        try (PreparedStatement size = connection.prepareStatement(
                "SELECT reltuples >= ? FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass(?)")) {
            for (String line : lines) {
                Matcher scan = SCAN.matcher(line);
                if (scan.find() && isLarge(size, scan.group(1))) {
                    scanned.add(scan.group(1));
                }
            }
        }
        return scanned;
    }

    private static boolean isLarge(PreparedStatement size, String table) throws SQLException {
        size.setInt(1, WORTH_AN_INDEX);
        size.setString(2, table);
        try (ResultSet row = size.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
