package dev.postern.gateway.config;

import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the sections of a file must agree on. */
final class FileRules {

    /** Each request is answered or dropped within 8 s; a second is for the work between the two waits. */
    private static final Duration MAX_REFUSAL = Duration.ofSeconds(7);

    private static final String EXACT_SUFFIX = ".exact";

    private static final Set<Protocol> NEED_PASSDB = Set.of(Protocol.AUTH_CLIENT, Protocol.AUTH_LOGIN);
    private static final Set<Protocol> NEED_USERDB = Set.of(Protocol.AUTH_MASTER, Protocol.AUTH_USERDB);

    private FileRules() {}

    static void check(Section file) {
        boolean presetGiven = file.has(ConfigKeys.SCHEMA);
        Map<String, Section> maps = file.get(ConfigKeys.MAPS);
        maps.forEach((name, map) -> MapKeys.check(name, map, presetGiven));
        file.refuseBoth(ConfigKeys.PASSDB, ConfigKeys.DOVECOT_SQL);
        file.refuseBoth(ConfigKeys.USERDB, ConfigKeys.DOVECOT_SQL);
        for (Section listener : file.get(ConfigKeys.LISTENERS)) {
            checkMapNames(listener, served(maps, presetGiven));
            checkAccounts(listener, file);
            checkMechanisms(listener, file);
        }
        checkMasters(file);
        checkAddresses(file);
        checkRefusalTime(file);
    }

    private static void checkMasters(Section file) {
        if (file.has(ConfigKeys.MASTERDB)) {
            return;
        }
        file.find(ConfigKeys.AUTH)
                .filter(auth -> auth.find(AuthKeys.MASTER_SEPARATOR)
                        .filter(separator -> !separator.isEmpty())
                        .isPresent())
                .ifPresent(auth -> auth.problem(
                        AuthKeys.MASTER_SEPARATOR,
                        "auth.masterSeparator is set, and there are no masters",
                        "add masterdb: {query: …}, or take it out"));
    }

    private static Set<String> served(Map<String, Section> maps, boolean presetGiven) {
        Set<String> names = new TreeSet<>(maps.keySet());
        if (presetGiven) {
            names.addAll(MapConfig.WELL_KNOWN);
        }
        return names;
    }

    private static void checkMapNames(Section listener, Set<String> served) {
        listener.find(ListenerKeys.MAP).ifPresent(name -> checkMapName(listener, ListenerKeys.MAP, name, served));
        for (String name : listener.find(ListenerKeys.MAPS).orElse(List.of())) {
            checkMapName(listener, ListenerKeys.MAPS, name, served);
        }
    }

    private static void checkMapName(Section listener, Key<?> key, String name, Set<String> served) {
        String bare = name.endsWith(EXACT_SUFFIX) ? name.substring(0, name.length() - EXACT_SUFFIX.length()) : name;
        if (!served.contains(bare)) {
            String where = listener.place().key(key.name()).name();
            String hint = Nearest.to(bare, served)
                    .map(near -> "did you mean " + near + "?")
                    .orElseGet(() -> mapHint(bare));
            listener.problem(key, where + ": there is no map " + listener.shown(key, name), hint);
        }
    }

    private static String mapHint(String name) {
        return MapConfig.WELL_KNOWN.contains(name) ? "name a schema, or give it a query in maps" : "add it to maps";
    }

    private static void checkAccounts(Section listener, Section file) {
        boolean elsewhere = file.has(ConfigKeys.SCHEMA) || file.has(ConfigKeys.DOVECOT_SQL);
        listener.find(ListenerKeys.PROTOCOL).filter(protocol -> !elsewhere).ifPresent(protocol -> {
            if (NEED_PASSDB.contains(protocol) && !file.has(ConfigKeys.PASSDB)) {
                needs(listener, protocol, ConfigKeys.PASSDB);
            }
            if (NEED_USERDB.contains(protocol) && !file.has(ConfigKeys.USERDB)) {
                needs(listener, protocol, ConfigKeys.USERDB);
            }
        });
    }

    private static void needs(Section listener, Protocol protocol, Key<?> section) {
        listener.problem(
                ListenerKeys.PROTOCOL,
                listener.place().name() + " is an " + protocol.label() + " listener, and there is no " + section.name(),
                "add " + section.name() + ": {query: …}, or name a schema");
    }

    /** A client that is offered no mechanism at all takes the server for broken. */
    private static void checkMechanisms(Section listener, Section file) {
        List<String> named = file.find(ConfigKeys.AUTH)
                .map(auth -> auth.get(AuthKeys.MECHANISMS))
                .orElse(AuthConfig.USUAL_MECHANISMS);
        boolean inet = listener.find(ListenerKeys.ADDRESS)
                .filter(Inet.class::isInstance)
                .isPresent();
        boolean authenticates = listener.find(ListenerKeys.PROTOCOL)
                .filter(NEED_PASSDB::contains)
                .isPresent();
        boolean nothingElse = named.stream()
                .allMatch(name -> name.endsWith(AuthConfig.PLUS) || (inet && name.equals(AuthConfig.EXTERNAL)));
        if (authenticates && nothingElse) {
            listener.problem(
                    ListenerKeys.ADDRESS,
                    listener.place().name()
                            + " has no mechanism for every client: EXTERNAL is offered on unix sockets, "
                            + AuthConfig.PLUS + " to login processes of Dovecot 2.4",
                    "add to auth.mechanisms");
        }
    }

    private static void checkRefusalTime(Section file) {
        Optional<Section> database = file.find(ConfigKeys.DATABASE);
        Optional<Section> auth = file.find(ConfigKeys.AUTH);
        if (database.isEmpty() || auth.isEmpty() || !judgesLogins(file)) {
            return;
        }
        Duration longest =
                auth.get().get(AuthKeys.FAILURE_DELAY).plus(database.get().get(DatabaseKeys.QUERY_TIMEOUT));
        if (longest.compareTo(MAX_REFUSAL) > 0) {
            String what = "auth.failureDelay and database.queryTimeout are " + Durations.print(longest) + " together";
            String hint = "keep their sum to " + Durations.print(MAX_REFUSAL) + ": clients give up after 10s";
            if (auth.get().has(AuthKeys.FAILURE_DELAY)) {
                auth.get().problem(AuthKeys.FAILURE_DELAY, what, hint);
            } else {
                database.get().problem(DatabaseKeys.QUERY_TIMEOUT, what, hint);
            }
        }
    }

    private static boolean judgesLogins(Section file) {
        return file.get(ConfigKeys.LISTENERS).stream()
                .flatMap(listener -> listener.find(ListenerKeys.PROTOCOL).stream())
                .anyMatch(NEED_PASSDB::contains);
    }

    /** Each address against all before it; on Linux some of these pairs would both be bound, and share the clients. */
    private static void checkAddresses(Section file) {
        List<Bound> bound = new ArrayList<>();
        for (Section listener : file.get(ConfigKeys.LISTENERS)) {
            listener.find(ListenerKeys.ADDRESS)
                    .ifPresent(address -> bind(new Bound(listener, ListenerKeys.ADDRESS, address), bound));
        }
        file.find(ConfigKeys.HTTP)
                .ifPresent(http -> bind(new Bound(http, HttpKeys.ADDRESS, http.get(HttpKeys.ADDRESS)), bound));
    }

    private static void bind(Bound next, List<Bound> bound) {
        bound.stream()
                .filter(next::clashesWith)
                .findFirst()
                .ifPresent(earlier -> next.section()
                        .problem(
                                next.key(),
                                next.name() + " is taken by " + earlier.name(),
                                "give one of them another address"));
        bound.add(next);
    }

    /** An address and who wants it. */
    private record Bound(Section section, Key<?> key, ListenAddress address) {

        String name() {
            return section.place().key(key.name()).name();
        }

        boolean clashesWith(Bound other) {
            return (address instanceof Inet inet && other.address instanceof Inet otherInet)
                    ? inet.clashesWith(otherInet)
                    : address.equals(other.address);
        }
    }
}
