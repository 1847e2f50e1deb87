package dev.postern.gateway.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * Whether a query may do more than read: then it is asked once per key and statement, as its author meant it.
 *
 * <p>The catalog is asked, erring on the safe side: any name in the query that is also a volatile function's or
 * operator's counts, whether it is used as such or not, and so does a volatile function anywhere below a view that the
 * query may mean. The trees of the views' rules are read, because the dependencies of built-in functions are not
 * recorded. Not seen are functions behind casts and row security policies.
 */
final class Volatility {

    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "nextval", "setval");

    private static final String QUESTION = """
            WITH RECURSIVE mentioned(names, operators) AS (VALUES (?::text[], ?::text[])),
            views(oid) AS (
                SELECT c.oid FROM pg_catalog.pg_class c, mentioned
                 WHERE c.relkind = 'v' AND c.relname::text = ANY (names)
              UNION
                SELECT below.oid
                  FROM views
                  JOIN pg_catalog.pg_rewrite r ON r.ev_class = views.oid
                  JOIN pg_catalog.pg_depend d
                    ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
                   AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                  JOIN pg_catalog.pg_class below ON below.oid = d.refobjid AND below.relkind = 'v'),
            called(oid) AS (
                SELECT p.oid FROM pg_catalog.pg_proc p, mentioned WHERE p.proname::text = ANY (names)
              UNION
                SELECT o.oprcode::pg_catalog.oid FROM pg_catalog.pg_operator o, mentioned
                 WHERE o.oprname::text = ANY (operators)
              UNION
                SELECT call[1]::pg_catalog.oid
                  FROM views
                  JOIN pg_catalog.pg_rewrite r ON r.ev_class = views.oid,
                  pg_catalog.regexp_matches(r.ev_action::text, ':(?:funcid|opfuncid|winfnoid|aggfnoid) ([0-9]+)', 'g') AS call)
            SELECT EXISTS (SELECT FROM called JOIN pg_catalog.pg_proc p USING (oid) WHERE p.provolatile = 'v')
            """;

    private Volatility() {}

    static boolean isVolatile(Connection connection, QueryTemplate.Mentions mentions) throws SQLException {
        if (!Collections.disjoint(mentions.names(), WRITING)) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
            statement.setArray(1, connection.createArrayOf("text", texts(mentions.names())));
            statement.setArray(2, connection.createArrayOf("text", texts(mentions.operators())));
            try (ResultSet row = statement.executeQuery()) {
                return !row.next() || row.getBoolean(1);
            }
        }
    }

    private static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
