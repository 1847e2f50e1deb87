package dev.postern.gateway.config;

import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.util.List;
import java.util.Set;

/** Which keys of one listener cannot stand together. */
final class ListenerRules {

    /** They hand out what only the kernel can vouch for: who is on the other side, by its uid. */
    private static final Set<Protocol> UNIX_ONLY =
            Set.of(Protocol.AUTH_LOGIN, Protocol.AUTH_MASTER, Protocol.AUTH_USERDB);

    private ListenerRules() {}

    static void check(Section listener) {
        listener.find(ListenerKeys.PROTOCOL).ifPresent(protocol -> checkMaps(listener, protocol));
        listener.find(ListenerKeys.ADDRESS).ifPresent(address -> {
            if (address instanceof Inet inet) {
                checkInet(listener, inet);
            } else {
                checkUnix(listener);
            }
        });
    }

    private static void checkMaps(Section listener, Protocol protocol) {
        if (protocol == Protocol.TCP_TABLE && !listener.has(ListenerKeys.MAP)) {
            listener.problem(
                    ListenerKeys.MAP,
                    name(listener) + " is a tcp-table listener without map",
                    "add map: NAME; tcp_table(5) has no names of maps in it");
        }
        if (protocol != Protocol.TCP_TABLE) {
            refuse(
                    listener,
                    ListenerKeys.MAP,
                    "protocol: " + protocol.label(),
                    "tcp-table has one map, socketmap takes maps: […]");
        }
        if (protocol != Protocol.SOCKETMAP) {
            refuse(
                    listener,
                    ListenerKeys.MAPS,
                    "protocol: " + protocol.label(),
                    "only socketmap has names of maps in it");
        }
    }

    private static void checkInet(Section listener, Inet address) {
        for (Key<?> key : List.of(
                ListenerKeys.MODE,
                ListenerKeys.OWNER,
                ListenerKeys.GROUP,
                ListenerKeys.ALLOW_UIDS,
                ListenerKeys.ALLOW_GIDS)) {
            refuse(listener, key, "an inet address", "only a unix socket has it");
        }
        listener.find(ListenerKeys.PROTOCOL)
                .filter(UNIX_ONLY::contains)
                .ifPresent(protocol -> listener.problem(
                        ListenerKeys.ADDRESS,
                        name(listener) + " is an " + protocol.label() + " listener on an inet address",
                        "give it a unix:/PATH; it tells its clients apart by their uid"));
        if (!address.isLoopback() && !listener.has(ListenerKeys.ALLOW)) {
            listener.problem(
                    ListenerKeys.ADDRESS,
                    name(listener) + " is open beyond loopback, without allow",
                    "add allow: [NETWORK, …], or listen on 127.0.0.1");
        }
    }

    private static void checkUnix(Section listener) {
        refuse(listener, ListenerKeys.ALLOW, "a unix address", "use mode, owner and group");
    }

    private static void refuse(Section listener, Key<?> key, String beside, String hint) {
        if (listener.has(key)) {
            listener.problem(key, name(listener) + " has " + key.name() + " beside " + beside, "take it out: " + hint);
        }
    }

    private static String name(Section listener) {
        return listener.place().name();
    }
}
