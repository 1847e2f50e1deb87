package dev.postern.gateway.announcement;

import dev.postern.gateway.directory.Relation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which relations an announcement is about. Immutable. */
public final class Dependants {
    private final Map<Relation, Set<String>> names;
    private final Set<String> announced;

    /**
     * Learns what depends on what.
     *
     * @param names in the query of each relation of a source
     * @param announced the names of which changes are announced; a relation whose query has none of them is taken to
     *     depend on all
     */
    public Dependants(Map<Relation, Set<String>> names, Set<String> announced) {
        this.names = Map.copyOf(names);
        this.announced = Set.copyOf(announced);
    }

    Set<Relation> all() {
        return names.keySet();
    }

    Change change(Announcement announcement) {
        Set<Relation> affected = new HashSet<>();
        names.forEach((relation, mentioned) -> {
            if (announcement.isOfEvery()
                    || intersect(mentioned, announcement.relations())
                    || !intersect(mentioned, announced)) {
                affected.add(relation);
            }
        });
        return new Change(affected, announcement.scope(), announcement.names());
    }

    private static boolean intersect(Set<String> some, Set<String> others) {
        return others.stream().anyMatch(some::contains);
    }
}
