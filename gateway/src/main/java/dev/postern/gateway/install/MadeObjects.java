package dev.postern.gateway.install;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The objects on record, and those that are there.
 *
 * @param recorded that were made here
 * @param live in the schema, or triggers that run functions of it, each with a stamp that changes with it
 */
record MadeObjects(Collection<Made> recorded, Map<Made, String> live) {

    /** What depends on others goes first; types that are not named here go last. */
    private static final List<String> ORDER =
            List.of("trigger", "view", "materialized view", "function", "procedure", "table");

    /** An object, as {@code DROP type identity} takes it. */
    record Made(String type, String identity) implements Comparable<Made> {
        @Override
        public int compareTo(Made other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return type + " " + identity;
        }
    }

    static MadeObjects read(Session session, boolean installed) throws SQLException {
        Collection<Made> recorded = new TreeSet<>();
        if (installed) {
            for (List<String> row : session.rows("SELECT type, identity FROM postern.installed_object")) {
                recorded.add(new Made(row.get(0), row.get(1)));
            }
        }
        Map<Made, String> live = new TreeMap<>();
        for (List<String> row : session.rows(InstallScript.OBJECTS)) {
            live.put(new Made(row.get(0), row.get(1)), row.get(2));
        }
        return new MadeObjects(recorded, live);
    }

    /** What was made here and is gone. */
    List<Made> missing() {
        return recorded.stream().filter(made -> !live.containsKey(made)).toList();
    }

    /** What was not made here. */
    List<Made> strangers() {
        return live.keySet().stream().filter(made -> !recorded.contains(made)).toList();
    }

    /** What was made here, is still there, and has not changed since {@code before} was read. */
    List<Made> untouchedSince(MadeObjects before) {
        return before.recorded.stream()
                .filter(made -> live.containsKey(made) && live.get(made).equals(before.live.get(made)))
                .toList();
    }

    /** Drops what was made here and is still there. */
    void drop(Session session) throws SQLException {
        drop(session, recorded.stream().filter(live::containsKey).toList());
    }

    /** All of one type in one statement, so that they may depend on each other and all strangers are named at once. */
    static void drop(Session session, List<Made> objects) throws SQLException {
        Map<String, List<Made>> byType = objects.stream().collect(Collectors.groupingBy(Made::type));
        List<String> types = new ArrayList<>(ORDER);
        types.addAll(new TreeSet<>(byType.keySet()));
        for (String type : types) {
            List<Made> ofType = byType.getOrDefault(type, List.of());
            byType.remove(type);
            if (type.equals(ORDER.get(0))) {
                // Two triggers cannot be dropped at once.
                for (Made trigger : ofType) {
                    session.execute("DROP " + trigger);
                }
            } else if (!ofType.isEmpty()) {
                session.execute("DROP " + type + " "
                        + ofType.stream().map(Made::identity).collect(Collectors.joining(", ")));
            }
        }
    }

    static String names(Collection<Made> objects) {
        return objects.stream().map(Made::toString).collect(Collectors.joining(", "));
    }
}
