package dev.postern.gateway.schema;

import java.util.LinkedHashMap;
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
 * @param lists queries by the relation's name: all keys that have a row in it
 * @param maps the relation that serves each map
 * @param protecting those of {@code maps} that another relation serves where {@code protectMailboxes} is on
 * @param passdb the relation of logins, null: the schema has none
 * @param userdb the relation of mail settings, null: the schema has none
 * @param iterate the relation that lists all users, null: the schema has none
 * @param footprint what it looks like in a database
 */
public record Preset(
        String name,
        String description,
        Map<String, String> relations,
        Map<String, String> lists,
        Map<String, String> maps,
        Map<String, String> protecting,
        @Nullable String passdb,
        @Nullable String userdb,
        @Nullable String iterate,
        Footprint footprint) {

    /** Copies its collections, and holds that every name refers to a relation. */
    public Preset {
        relations = Map.copyOf(relations);
        lists = Map.copyOf(lists);
        maps = Map.copyOf(maps);
        protecting = Map.copyOf(protecting);
        Set<String> known = relations.keySet();
        Stream.of(maps.values().stream(), protecting.values().stream(), Stream.of(passdb, userdb, iterate))
                .flatMap(names -> names)
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

    /**
     * The relation that serves each map.
     *
     * @param protectMailboxes whether a mailbox without an alias of its own keeps its mail from a catch-all
     */
    public Map<String, String> maps(boolean protectMailboxes) {
        Map<String, String> served = new LinkedHashMap<>(maps);
        if (protectMailboxes) {
            served.putAll(protecting);
        }
        return served;
    }
}
