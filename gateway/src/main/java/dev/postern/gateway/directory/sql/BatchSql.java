package dev.postern.gateway.directory.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statement that asks a query for many keys at once.
 *
 * <pre>
 * SELECT pstn_b.n, pstn_q.*
 * FROM unnest(?::text[], …) WITH ORDINALITY AS pstn_b(c1, …, n),
 *      LATERAL (SELECT * FROM (QUERY
 * ) pstn_x OFFSET 0) pstn_q
 * </pre>
 *
 * In the query each parameter is {@code CAST(pstn_b.c1 AS type)}. The ordinality says whose a row is, because a key may
 * look like a column. There is no ORDER BY: a sort is not stable and would shuffle the order that the query itself asks
 * for, while the rows of one key arrive in that order. {@code OFFSET 0} keeps the planner from rewriting the query into
 * one for all keys, so aggregates and LIMIT mean what they mean for a single key.
 */
final class BatchSql {

    /** Begins the names of our own around a query; names of the query itself may not. */
    static final String RESERVED_PREFIX = "pstn_";

    private BatchSql() {}

    /** @param types one for each parameter, as pgjdbc names them */
    static String of(QueryTemplate template, List<String> types) {
        List<String> arrays = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= types.size(); i++) {
            arrays.add("?::text[]");
            columns.add("c" + i);
            values.add("CAST(pstn_b.c" + i + " AS " + quoted(types.get(i - 1)) + ")");
        }
        return "SELECT pstn_b.n, pstn_q.* FROM unnest(" + String.join(", ", arrays) + ") WITH ORDINALITY AS pstn_b("
                + String.join(", ", columns) + ", n), LATERAL (SELECT * FROM (" + template.sql(values)
                + "\n) pstn_x OFFSET 0) pstn_q";
    }

    /**
     * The catalog's name of a type, quoted. Not the display name: {@code character} is char(1) and finds nothing, where
     * {@code "bpchar"} takes a value as it is. pgjdbc quotes what is not on the search path itself.
     */
    private static String quoted(String type) {
        return type.startsWith("\"") ? type : '"' + type.replace("\"", "\"\"") + '"';
    }
}
