package dev.postern.gateway.config;

import java.util.List;

/** {@code maps:}, each under its name. */
final class MapKeys {

    private static final String TRANSPORT = "transport";
    private static final int MAX_EXPANSIONS = 1_000_000;

    static final Key<String> QUERY = Key.optional(
            "query", Scalars.SOME_TEXT, "with Postfix's own expansions; sent as parameters, never as text");
    static final Key<QueryFile> FILE =
            Key.optional("file", new QueryFileType(), "in place of a query: a pgsql_table(5) file, read as it is");
    static final Key<List<QueryFile>> FILES = Key.optional(
            "files",
            new ListType<>(new QueryFileType(), false),
            "several such files; each key is asked of one after the other, until one of them has it");
    static final Key<MapConfig.Kind> KIND = Key.optional(
            "kind",
            Scalars.oneOf(MapConfig.Kind.values(), MapConfig.Kind::label),
            "which ladder of keys is asked; a well-known name needs none");
    static final Key<String> VIRTUAL_AS =
            Key.optional("virtualAs", Scalars.TEXT, "transport maps only: what a stored `virtual:` is answered as");
    static final Key<Integer> EXPANSION_LIMIT = Key.defaulted(
            "expansionLimit",
            Quantities.count(MapConfig.UNLIMITED, MAX_EXPANSIONS),
            MapConfig.UNLIMITED,
            "an answer of more elements is an error; 0 for no limit");

    static final SectionType SECTION = SectionType.of(QUERY, FILE, FILES, KIND, VIRTUAL_AS, EXPANSION_LIMIT);

    private MapKeys() {}

    /** The rules of one map, which depend on its name and on the rest of the file. */
    static void check(String name, Section map, boolean presetGiven) {
        boolean wellKnown = MapConfig.WELL_KNOWN.contains(name);
        if (!wellKnown && !map.has(KIND)) {
            map.problem(KIND, map.place().name() + " has no kind", kindHint(name));
        }
        map.refuseBoth(QUERY, FILE);
        map.refuseBoth(QUERY, FILES);
        map.refuseBoth(FILE, FILES);
        map.refuseBoth(FILE, EXPANSION_LIMIT);
        map.refuseBoth(FILES, EXPANSION_LIMIT);
        checkQuery(name, map, presetGiven);
        if (map.has(VIRTUAL_AS) && !isTransport(name, map)) {
            map.problem(VIRTUAL_AS, map.place().name() + " is no transport map", "take virtualAs out");
        }
    }

    private static void checkQuery(String name, Section map, boolean presetGiven) {
        boolean wellKnown = MapConfig.WELL_KNOWN.contains(name);
        if (!map.has(QUERY) && !map.has(FILE) && !map.has(FILES) && (!wellKnown || !presetGiven)) {
            String why = wellKnown ? "there is no schema to take one from" : "no schema has a map of this name";
            map.problem(QUERY, map.place().name() + " has no query", "add one, or a file: " + why);
        }
    }

    private static boolean isTransport(String name, Section map) {
        return map.find(KIND).map(kind -> kind == MapConfig.Kind.TRANSPORT).orElse(name.equals(TRANSPORT));
    }

    private static String kindHint(String name) {
        return Nearest.to(name, MapConfig.WELL_KNOWN)
                .map(near -> "did you mean " + near + "? Otherwise say which ladder it walks")
                .orElse("say which ladder it walks, as kind: alias");
    }

    static MapConfig config(Section section) {
        return new MapConfig(
                section.find(QUERY).orElse(null),
                section.find(FILE).map(List::of).or(() -> section.find(FILES)).orElse(List.of()),
                section.find(KIND).orElse(null),
                section.find(VIRTUAL_AS).orElse(null),
                section.get(EXPANSION_LIMIT));
    }
}
