package dev.postern.gateway.directory.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index as it follows {@code CREATE INDEX ON}, in a form in which it can be compared with what the catalog prints.
 *
 * @param table as {@code to_regclass} takes it
 * @param first its first column or expression
 * @param partial whether an index of some rows will do
 */
record IndexForm(String table, String first, boolean partial) {

    private static final Pattern WRITTEN = Pattern.compile("(\\S+) \\((.*)\\)( WHERE .*)?");

    /** What PostgreSQL adds when it prints an expression, or leaves to whoever writes it. */
    private static final Pattern NOISE =
            Pattern.compile("::(text|bpchar|character varying|varchar|integer)(\\([0-9]+\\))?|[\\s()\"]");

    /** @throws IllegalArgumentException if it is not {@code table (expression)} */
    static IndexForm of(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException(written + " is not table (expression)");
        }
        return new IndexForm(parts.group(1), parts.group(2), parts.group(3) != null);
    }

    /** Whether an index of the same table does its work. */
    boolean isServedBy(IndexForm other) {
        return other.table.equals(table)
                && (partial || !other.partial)
                && plain(other.first).equals(plain(first));
    }

    private static String plain(String expression) {
        return NOISE.matcher(expression).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
