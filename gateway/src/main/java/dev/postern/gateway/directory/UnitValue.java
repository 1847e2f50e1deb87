package dev.postern.gateway.directory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * An account's rows: of each the columns that are not NULL, by name. One row, unless a user has several passwords. May
     * hold password hashes and so never prints values.
     */
    final class Row implements UnitValue {
        private final List<Map<String, String>> rows;

        /** @param columns names as the query gives them; copied in their order */
        public Row(Map<String, String> columns) {
            this(List.of(columns));
        }

        /**
         * Several rows.
         *
         * @param rows the account's own one first
         * @throws IllegalArgumentException if there is none
         */
        public Row(List<Map<String, String>> rows) {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("no row");
            }
            this.rows = rows.stream()
                    .map(columns -> Collections.unmodifiableMap(new LinkedHashMap<>(columns)))
                    .toList();
        }

        /** The columns of the first row in the query's order. */
        public Map<String, String> columns() {
            return rows.get(0);
        }

        /** The columns of each row; at least one. */
        public List<Map<String, String>> rows() {
            return rows;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && row.rows.equals(rows);
        }

        @Override
        public int hashCode() {
            return rows.hashCode();
        }

        @Override
        public String toString() {
            return "Row" + new TreeSet<>(columns().keySet()) + (rows.size() == 1 ? "" : " and " + (rows.size() - 1));
        }
    }
}
