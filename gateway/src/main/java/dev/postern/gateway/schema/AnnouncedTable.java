package dev.postern.gateway.schema;

import java.util.List;

/**
 * What a change of one of the owner's tables means to what is asked. All texts are SQL of a preset.
 *
 * @param name of the table
 * @param rows what can be told of each changed row
 * @param statements what cannot
 */
record AnnouncedTable(String name, List<Rows> rows, List<Statements> statements) {

    /** For relations that are not named: all. */
    static final List<String> EVERY = List.of("*");

    /** Copies its lists. */
    AnnouncedTable {
        rows = List.copyOf(rows);
        statements = List.copyOf(statements);
    }

    /**
     * The names that changed rows stand for.
     *
     * @param scope {@code keys} or {@code domains}
     * @param name an expression over a row
     * @param from where it is read: {@code changed} holds the rows as they were and as they are
     * @param of relations that change with it
     */
    record Rows(String scope, String name, String from, List<String> of) {}

    /**
     * Relations that are announced whole.
     *
     * @param of their names
     * @param on columns: updates of others mean nothing
     */
    record Statements(List<String> of, List<String> on) {}
}
