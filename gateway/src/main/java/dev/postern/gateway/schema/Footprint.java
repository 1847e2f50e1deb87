package dev.postern.gateway.schema;

import java.util.List;

/**
 * What a schema looks like in a database. Columns are {@code table.column} or {@code schema.table.column}, spelled as the
 * catalog has them.
 *
 * @param recognise columns that together no other known schema has; empty: it cannot be told from others
 * @param requires columns of the owner's tables that the preset was written for
 * @param provides columns of the preset's own views, which {@code schema install} makes; empty: it needs none
 * @param indexes what its look-ups need, each as it follows {@code CREATE INDEX ON}: {@code table (expression)}
 * @param keys those of the columns that are compared with keys
 */
public record Footprint(
        List<String> recognise, List<String> requires, List<String> provides, List<String> indexes, List<String> keys) {

    /** A schema of which nothing is known. */
    static final Footprint UNKNOWN = new Footprint(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies its lists. */
    public Footprint {
        recognise = List.copyOf(recognise);
        requires = List.copyOf(requires);
        provides = List.copyOf(provides);
        indexes = List.copyOf(indexes);
        keys = List.copyOf(keys);
    }
}
