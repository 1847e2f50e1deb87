package dev.postern.gateway.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a schema keeps where.
 *
 * @param name as the configuration's {@code schema} names it
 * @param description one line
 * @param relations queries by the relation's name
 * @param maps the relation that serves each map
 * @param passdb the relation of logins, null: the schema has none
 * @param userdb the relation of mail settings, null: the schema has none
 * @param iterate the relation that lists all users, null: the schema has none
 * @param requires {@code table.column} entries without which the queries cannot work
 * @param keys those of them that are compared with keys
 */
public record Preset(
        String name,
        String description,
        Map<String, String> relations,
        Map<String, String> maps,
        @Nullable String passdb,
        @Nullable String userdb,
        @Nullable String iterate,
        List<String> requires,
        List<String> keys) {

    /** Copies its collections, and holds that every name refers to a relation. */
    public Preset {
        relations = Map.copyOf(relations);
        maps = Map.copyOf(maps);
        requires = List.copyOf(requires);
        keys = List.copyOf(keys);
        Set<String> known = relations.keySet();
        Stream.concat(maps.values().stream(), Stream.of(passdb, userdb, iterate))
                .filter(relation -> relation != null && !known.contains(relation))
                .findFirst()
                .ifPresent(relation -> {
                    throw new IllegalArgumentException("preset " + name + " has no relation " + relation);
                });
    }

    /** The query of a relation. */
    public String query(String relation) {
        String query = relations.get(relation);
        if (query == null) {
            throw new IllegalStateException("preset " + name + " has no relation " + relation);
        }
        return query;
    }
}
