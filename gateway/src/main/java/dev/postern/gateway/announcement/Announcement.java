package dev.postern.gateway.announcement;

import java.util.Set;

/**
 * What a payload says.
 *
 * @param relations names of views or tables; {@link #EVERY} among them stands for all
 * @param scope what {@code names} are
 * @param names keys or domains as somebody wrote them; empty for {@link Scope#ALL}
 */
record Announcement(Set<String> relations, Scope scope, Set<String> names) {

    static final String EVERY = "*";

    /** Everything may have changed. */
    static final Announcement OF_EVERYTHING = new Announcement(Set.of(EVERY), Scope.ALL, Set.of());

    /** How much of a relation has changed. */
    enum Scope {
        /** The rows of these keys. */
        KEYS,
        /** Every key in these domains. */
        DOMAINS,
        /** Every key. */
        ALL
    }

    /** Copies its sets. A key {@link #EVERY} is a row that counts for every key. */
    Announcement {
        relations = Set.copyOf(relations);
        names = Set.copyOf(names);
        if (scope == Scope.KEYS && names.contains(EVERY)) {
            scope = Scope.ALL;
            names = Set.of();
        }
    }

    boolean isOfEvery() {
        return relations.contains(EVERY);
    }
}
