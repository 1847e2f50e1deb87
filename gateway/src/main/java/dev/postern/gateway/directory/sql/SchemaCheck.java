package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a database has what the queries need: tables, views, columns, functions, rights, indexes. It runs none
 * of the queries. Blocks; not for an event loop.
 */
public final class SchemaCheck {
    private final Connector connector;
    private final List<SchemaProblem> problems = new ArrayList<>();

    private SchemaCheck(DatabaseSettings settings) {
        this.connector = new Connector(settings);
    }

    /**
     * Connects once and reports everything that is wrong.
     *
     * @param relations what is to be asked
     * @param requires what else a preset relies on: {@code table.column} or {@code schema.table.column}
     * @return empty if all is well
     */
    public static List<SchemaProblem> run(
            DatabaseSettings settings, List<RelationQuery> relations, List<String> requires) {
        SchemaCheck check = new SchemaCheck(settings);
        try (Connection connection = check.connector.open()) {
            check.pooler(connection);
            for (RelationQuery relation : relations) {
                check.statements(connection, relation);
            }
            for (String column : requires) {
                check.column(connection, column);
            }
        } catch (SQLException failure) {
            check.problems.add(SchemaProblem.error("database", SqlAdvice.cannotConnect(failure)));
        }
        return List.copyOf(check.problems);
    }

    private void pooler(Connection connection) throws SQLException {
        if (Connector.isPooled(connection)) {
            problems.add(SchemaProblem.warning(
                    "database",
                    "a pooler stands before the server: nothing can be set on its sessions, so give the role a"
                            + " statement_timeout (ALTER ROLE … SET statement_timeout = '2s'), and write"
                            + " database.announcementsUrl, because changes are heard from the server itself alone"));
        }
    }

    /**
     * Of statements that differ by names in them, most have no columns in any database: they are told in one warning,
     * unless no statement is left.
     */
    private void statements(Connection connection, RelationQuery relation) throws SQLException {
        List<RelationQuery> statements = relation.statements();
        if (statements.size() == 1) {
            relation(connection, statements.get(0));
            return;
        }
        int before = problems.size();
        for (RelationQuery statement : statements) {
            relation(connection, statement);
        }
        List<SchemaProblem> found = List.copyOf(problems.subList(before, problems.size()));
        problems.subList(before, problems.size()).clear();
        problems.addAll(NamedProblems.of(relation, found));
    }

    private void relation(Connection connection, RelationQuery relation) throws SQLException {
        Lane lane = new Lane(relation);
        try {
            List<String> types = Inference.types(connection, lane);
            Columns columns = columns(connection, lane);
            if (relation.shape() == RelationQuery.Shape.PASSDB && !columns.haveCredentials()) {
                error(relation, "the query gives no column password or password_noscheme: add AS password");
            }
            plan(connection, lane, types);
            if (Volatility.isVolatile(connection, relation.template().mentions())) {
                warning(
                        relation,
                        "the query names something volatile and is asked key by key, which is slow under"
                                + " load: declare the function STABLE if it only reads");
            }
        } catch (SQLException failure) {
            if (SqlFailure.of(failure).endsConnection()) {
                throw failure;
            }
            error(relation, SqlAdvice.brokenQuery(failure));
        }
    }

    private static Columns columns(Connection connection, Lane lane) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Inference.singleSql(lane))) {
            return Columns.of(statement.getMetaData(), 1);
        }
    }

    /** Has the query planned, which checks the rights to its tables, and looks for tables that are read from end to end. */
    private void plan(Connection connection, Lane lane, List<String> types) throws SQLException {
        QueryPlan plan = QueryPlan.of(connection, lane, types);
        if (!lane.query().template().hasExpansions()) {
            return; // A list of all users reads all of them.
        }
        for (String table : plan.scannedTables(connection)) {
            warning(
                    lane.query(),
                    "each look-up reads all of " + table + ": create an index on the column that the query compares,"
                            + " in the form in which it compares it");
        }
    }

    private void column(Connection connection, String required) throws SQLException {
        int dot = required.lastIndexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException(required + " is not table.column");
        }
        String table = required.substring(0, dot);
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT c.oid IS NOT NULL, a.attnum IS NOT NULL,
                       a.attnum IS NOT NULL AND pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'), current_user
                  FROM (SELECT pg_catalog.to_regclass(?)::pg_catalog.oid AS oid) c
                  LEFT JOIN pg_catalog.pg_attribute a
                    ON a.attrelid = c.oid AND a.attname = ? AND a.attnum > 0 AND NOT a.attisdropped
                """)) {
            statement.setString(1, table);
            statement.setString(2, required.substring(dot + 1));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                column(row, table, required);
            }
        } catch (SQLException failure) {
            if (SqlFailure.of(failure).endsConnection()) {
                throw failure;
            }
            problems.add(SchemaProblem.error(required, SqlAdvice.brokenQuery(failure)));
        }
    }

    private void column(ResultSet row, String table, String required) throws SQLException {
        if (!row.getBoolean(1)) {
            problems.add(SchemaProblem.error(
                    required, "there is no table or view " + table + ": create it, or choose the preset that fits"));
        } else if (!row.getBoolean(2)) {
            problems.add(SchemaProblem.error(
                    required, "the column is missing in " + table + ": add it, or choose the preset that fits"));
        } else if (!row.getBoolean(3)) {
            problems.add(SchemaProblem.error(
                    required, "no right to read it: GRANT SELECT ON " + table + " TO " + row.getString(4)));
        }
    }

    private void error(RelationQuery relation, String message) {
        problems.add(SchemaProblem.error(relation.toString(), message));
    }

    private void warning(RelationQuery relation, String message) {
        problems.add(SchemaProblem.warning(relation.toString(), message));
    }
}
