package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Perishable;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of one key into what they mean, and holds no more of them than that takes. */
abstract class Answer {

    /** The longest value that is served, in bytes of UTF-8: Postfix's limit on a reply of a socketmap. */
    static final int MAX_VALUE_BYTES = 100_000;

    /** As many rows as one key's answer may have. */
    static final int MAX_ROWS = 10_000;

    private final String relation;
    private @Nullable Failure failure;
    private @Nullable OffsetDateTime end;

    Answer(String relation) {
        this.relation = relation;
    }

    /** @param key which unit's */
    static Answer of(RelationQuery query, String key) {
        String name = query.relation().name();
        return switch (query.shape()) {
            case JOINED -> new Joined(name, key, query.rules());
            case PASSDB -> new PassdbAnswer(name);
            case USERDB, PREFETCHED -> new Account(name, query.shape());
        };
    }

    /** How many rows of one key are worth reading: one more than may be used, to know that there are too many. */
    static int maxRows(RelationQuery query) {
        return switch (query.shape()) {
            case JOINED -> MAX_ROWS + 1;
            case PASSDB -> PassdbAnswer.MAX_ROWS + 1;
            case USERDB, PREFETCHED -> 1;
        };
    }

    /** Takes the row that the cursor stands on. */
    final void add(ResultSet row, Columns columns) throws SQLException {
        if (failure == null) {
            take(row, columns);
            OffsetDateTime rowsEnd = endOf(row, columns);
            end = end == null || (rowsEnd != null && rowsEnd.isBefore(end)) ? rowsEnd : end;
        }
    }

    /** What all rows together mean. */
    final UnitResult result() {
        if (failure != null) {
            return failure;
        }
        UnitResult value = value();
        return end != null && value instanceof UnitValue lasting
                ? new Perishable(lasting, Duration.between(OffsetDateTime.now(ZoneOffset.UTC), end))
                : value;
    }

    abstract void take(ResultSet row, Columns columns) throws SQLException;

    abstract UnitResult value();

    /** When what is gathered ends by itself; the first row to end takes the whole answer with it. Null: not at all. */
    @Nullable
    OffsetDateTime endOf(ResultSet row, Columns columns) throws SQLException {
        int column = columns.validUntil();
        if (column == Columns.NONE || row.getString(column) == null) {
            return null;
        }
        try {
            return row.getObject(column, OffsetDateTime.class);
        } catch (SQLException otherType) {
            misconfigured("the column " + Columns.VALID_UNTIL + " is no timestamptz: cast it");
            return null;
        }
    }

    /** An account's columns that are not NULL. */
    final Map<String, String> fields(ResultSet row, Columns columns, UnaryOperator<String> naming) throws SQLException {
        Map<String, String> fields = new LinkedHashMap<>();
        long size = 0;
        for (int column = columns.first(); column <= columns.last(); column++) {
            String name = naming.apply(columns.label(column));
            String field = column == columns.validUntil() ? null : row.getString(column);
            if (field != null && !name.isEmpty()) {
                fields.putIfAbsent(name, field);
                size += field.length();
            }
        }
        if (size > MAX_VALUE_BYTES) {
            misconfigured("a row of more than " + MAX_VALUE_BYTES + " characters");
        }
        return fields;
    }

    void misconfigured(String what) {
        failure = new Failure.Misconfigured(relation + ": " + what);
    }

    void unavailable(String what) {
        failure = new Failure.Unavailable(relation + ": " + what);
    }

    /** A map's: elements joined with commas. */
    private static final class Joined extends Answer {
        private final String key;
        private final TableRules rules;
        private final StringBuilder value = new StringBuilder();
        private int elements;
        private int rows;

        Joined(String relation, String key, TableRules rules) {
            super(relation);
            this.key = key;
            this.rules = rules;
        }

        @Override
        void take(ResultSet row, Columns columns) throws SQLException {
            rows++;
            for (int column = columns.first(); column <= columns.last(); column++) {
                String element = column == columns.validUntil() ? null : row.getString(column);
                String served = element == null ? null : rules.format().apply(key, element);
                if (served != null) {
                    append(served);
                }
            }
            check();
        }

        private void append(String element) {
            elements++;
            if (!value.isEmpty()) {
                value.append(',');
            }
            value.append(element);
        }

        /** A value is served whole or not at all: cut, it would be another address. */
        private void check() {
            if (rows > MAX_ROWS) {
                misconfigured("more than " + MAX_ROWS + " rows for one key");
            } else if (value.length() > MAX_VALUE_BYTES) {
                tooLong();
            } else if (rules.expansionLimit() != RelationQuery.UNLIMITED && elements > rules.expansionLimit()) {
                unavailable("more than " + rules.expansionLimit() + " elements (expansionLimit) for one key");
            }
        }

        private void tooLong() {
            misconfigured("a value of more than " + MAX_VALUE_BYTES + " bytes");
        }

        @Override
        UnitResult value() {
            if (value.isEmpty()) {
                return UnitValue.Absent.INSTANCE;
            }
            String text = value.toString();
            if (text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
                misconfigured("a value with a line feed or a NUL, which no reply can carry");
            } else if (text.getBytes(StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
                tooLong();
            } else {
                return new UnitValue.Text(text);
            }
            return result();
        }
    }

    /** A userdb's: the first row. */
    private static final class Account extends Answer {
        private final RelationQuery.Shape shape;
        private @Nullable Map<String, String> fields;

        Account(String relation, RelationQuery.Shape shape) {
            super(relation);
            this.shape = shape;
        }

        @Override
        void take(ResultSet row, Columns columns) throws SQLException {
            if (fields == null) {
                fields = fields(row, columns, this::name);
            }
        }

        private String name(String label) {
            return shape == RelationQuery.Shape.PREFETCHED ? Columns.prefetched(label) : label;
        }

        @Override
        UnitResult value() {
            return fields == null ? UnitValue.Absent.INSTANCE : new UnitValue.Row(fields);
        }
    }
}
