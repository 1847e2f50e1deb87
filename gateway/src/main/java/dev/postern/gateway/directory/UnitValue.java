package dev.postern.gateway.directory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** What the source holds under one exact key. Immutable, hence safe to cache and to share between threads. */
public sealed interface UnitValue extends UnitResult {

    /** No row, or nothing but NULLs and empty strings. */
    record Absent() implements UnitValue {
        /** The only instance that is needed. */
        public static final Absent INSTANCE = new Absent();
    }

    /** A map's value: all rows and columns, joined with commas. Never empty. */
    record Text(String value) implements UnitValue {}

    /** An account's row: the columns that are not NULL, by name. May hold a password hash and so never prints values. */
    final class Row implements UnitValue {
        private final Map<String, String> columns;

        /** @param columns names as the query gives them; copied in their order */
        public Row(Map<String, String> columns) {
            this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }

        /** The columns in the query's order. */
        public Map<String, String> columns() {
            return columns;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && row.columns.equals(columns);
        }

        @Override
        public int hashCode() {
            return columns.hashCode();
        }

        @Override
        public String toString() {
            return "Row" + new TreeSet<>(columns.keySet());
        }
    }
}
