package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A passdb's: the user's own row and those of its app passwords, whose column {@code kind} says {@code app}. When a row
 * ends is a column of it: what has ended is still known, so that the user can be told.
 */
final class PassdbAnswer extends Answer {

    /** App passwords of one user: each wrong password may cost as many hashes, and nobody has more programs. */
    static final int MAX_APP_PASSWORDS = 16;

    static final int MAX_ROWS = MAX_APP_PASSWORDS + 1;

    private static final String KIND = "kind";
    private static final String APP = "app";

    private final List<Map<String, String>> rows = new ArrayList<>();
    private boolean hasOwn;

    PassdbAnswer(String relation) {
        super(relation);
    }

    @Override
    void take(ResultSet row, Columns columns) throws SQLException {
        Map<String, String> fields = fields(row, columns, UnaryOperator.identity());
        OffsetDateTime end = super.endOf(row, columns);
        if (end != null) {
            fields.put(Columns.VALID_UNTIL, end.toInstant().toString());
        }
        if (APP.equals(fields.get(KIND))) {
            rows.add(fields);
        } else if (hasOwn) {
            misconfigured(
                    "two rows for one user: only one of them can hold the password (app passwords have kind app)");
        } else {
            hasOwn = true;
            rows.add(0, fields);
        }
        if (rows.size() - (hasOwn ? 1 : 0) > MAX_APP_PASSWORDS) {
            misconfigured("more than " + MAX_APP_PASSWORDS + " app passwords for one user");
        }
    }

    /** Nothing goes when a row ends. */
    @Override
    @Nullable
    OffsetDateTime endOf(ResultSet row, Columns columns) {
        return null;
    }

    @Override
    UnitResult value() {
        return rows.isEmpty() ? UnitValue.Absent.INSTANCE : new UnitValue.Row(rows);
    }
}
