package dev.postern.gateway.directory.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a result that are the query's own.
 *
 * @param first the position of the first one, as JDBC counts: behind our ordinality in a batch
 * @param labels their names in lower case, as Dovecot reads them
 */
record Columns(int first, List<String> labels) {

    /** Says until when a row counts; no part of what it holds. */
    static final String VALID_UNTIL = "valid_until";

    /** The position of a column that is not there. */
    static final int NONE = 0;

    /** Begins the names of columns of a passdb that are meant for the userdb. */
    static final String PREFETCH_PREFIX = "userdb_";

    private static final Set<String> RENAMING = Set.of("user", "username", "domain");

    Columns {
        labels = List.copyOf(labels);
    }

    static Columns of(ResultSet rows, int first) throws SQLException {
        return of(rows.getMetaData(), first);
    }

    static Columns of(ResultSetMetaData metaData, int first) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int column = first; column <= metaData.getColumnCount(); column++) {
            labels.add(metaData.getColumnLabel(column).toLowerCase(Locale.ROOT));
        }
        return new Columns(first, labels);
    }

    int last() {
        return first + labels.size() - 1;
    }

    String label(int column) {
        return labels.get(column - first);
    }

    /** The position of the column that says until when a row counts, or {@link #NONE}. */
    int validUntil() {
        int index = labels.indexOf(VALID_UNTIL);
        return index < 0 ? NONE : first + index;
    }

    /** What a passdb's column is called among the mail settings; empty if it is none of them. */
    static String prefetched(String label) {
        if (label.startsWith(PREFETCH_PREFIX)) {
            return label.substring(PREFETCH_PREFIX.length());
        }
        return RENAMING.contains(label) ? label : "";
    }

    /** Whether rows of this form can say how a password is verified. */
    boolean haveCredentials() {
        return labels.contains("password") || labels.contains("password_noscheme");
    }
}
