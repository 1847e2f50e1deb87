package dev.postern.gateway.config;

import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.util.List;

/** {@code listeners:}, each an item of the list. */
final class ListenerKeys {

    private static final int MAX_CONNECTIONS_LIMIT = 1_000_000;
    private static final ScalarType<String> ACCOUNT =
            Scalars.matching("name", "write a name of this machine's", "[^\\s:]+", "is no name of a user or a group");

    static final Key<Protocol> PROTOCOL =
            Key.required("protocol", Scalars.oneOf(Protocol.values(), Protocol::label), "what is spoken on it");
    static final Key<ListenAddress> ADDRESS = Key.required(
            "address", Scalars.ADDRESS, "inet:HOST:PORT, or unix:/PATH of at most 107 bytes; port 0 takes a free one");
    static final Key<Integer> MODE =
            Key.defaulted("mode", Scalars.MODE, ListenerConfig.DEFAULT_MODE, "permissions of a unix socket, in octal");
    static final Key<String> OWNER = Key.optional("owner", ACCOUNT, "of a unix socket");
    static final Key<String> GROUP = Key.optional("group", ACCOUNT, "of a unix socket");
    static final Key<List<String>> MAPS = Key.optional(
            "maps",
            new ListType<>(Scalars.SOME_TEXT, false),
            "socketmap only: the maps that it serves, instead of all");
    static final Key<String> MAP = Key.optional("map", Scalars.SOME_TEXT, "tcp-table only, and needed there");
    static final Key<List<NetworkRange>> ALLOW = Key.optional(
            "allow",
            new ListType<>(Scalars.NETWORK, false),
            "networks whose connections are taken; needed on an inet address beyond loopback");
    static final Key<Integer> MAX_CONNECTIONS = Key.defaulted(
            "maxConnections",
            Quantities.count(1, MAX_CONNECTIONS_LIMIT),
            ListenerConfig.DEFAULT_MAX_CONNECTIONS,
            "open at once; one more is closed at accept");

    static final Key<List<String>> ALLOW_UIDS = Key.optional(
            "allowUids",
            new ListType<>(ACCOUNT, false),
            "users, by name or number, whose processes may connect to a unix socket; or whose group allowGids has");
    static final Key<List<String>> ALLOW_GIDS = Key.optional(
            "allowGids",
            new ListType<>(ACCOUNT, false),
            "groups whose processes may: their own group alone, the kernel tells no others");

    static final SectionType SECTION = SectionType.of(
                    PROTOCOL, ADDRESS, MODE, OWNER, GROUP, MAPS, MAP, ALLOW, MAX_CONNECTIONS, ALLOW_UIDS, ALLOW_GIDS)
            .withRule(ListenerRules::check);

    private ListenerKeys() {}

    static ListenerConfig config(Section section) {
        return new ListenerConfig(
                section.get(PROTOCOL),
                section.get(ADDRESS),
                section.get(MODE),
                section.find(OWNER).orElse(null),
                section.find(GROUP).orElse(null),
                section.find(MAPS).orElse(List.of()),
                section.find(MAP).orElse(null),
                section.find(ALLOW).orElse(List.of()),
                section.get(MAX_CONNECTIONS),
                section.find(ALLOW_UIDS).orElse(List.of()),
                section.find(ALLOW_GIDS).orElse(List.of()));
    }
}
