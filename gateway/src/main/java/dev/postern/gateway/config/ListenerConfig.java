package dev.postern.gateway.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One socket that is served.
 *
 * @param protocol what is spoken on it
 * @param address where it is
 * @param mode permission bits of a unix socket
 * @param owner of a unix socket, null: who runs the gateway
 * @param group of a unix socket, null: the group of who runs the gateway
 * @param maps what a socketmap listener serves; empty: all maps
 * @param map what a tcp-table listener serves: it has one, no other listener has
 * @param allow whose connections are taken on an inet address; empty only on loopback
 * @param maxConnections open at once; one more is closed at accept
 * @param allowUids names or numbers of the users whose processes may connect to a unix socket; with {@code allowGids}
 *     empty: whom the mode lets
 * @param allowGids names or numbers of the groups whose processes may
 */
public record ListenerConfig(
        Protocol protocol,
        ListenAddress address,
        int mode,
        @Nullable String owner,
        @Nullable String group,
        List<String> maps,
        @Nullable String map,
        List<NetworkRange> allow,
        int maxConnections,
        List<String> allowUids,
        List<String> allowGids) {

    /** Read and write for owner and group. */
    public static final int DEFAULT_MODE = 0660;

    /** Each smtpd holds one connection as long as it lives, and none is ever closed for being idle. */
    public static final int DEFAULT_MAX_CONNECTIONS = 8192;

    /** What a listener speaks. */
    public enum Protocol {
        /** Postfix's socketmap_table(5). */
        SOCKETMAP,
        /** Postfix's tcp_table(5). */
        TCP_TABLE,
        /** Dovecot's auth protocol for servers that check passwords (Postfix, Exim). */
        AUTH_CLIENT,
        /** As {@link #AUTH_CLIENT}, for Dovecot's login processes. Unix sockets only. */
        AUTH_LOGIN,
        /** Dovecot's master protocol: hand-off and administration. Unix sockets only. */
        AUTH_MASTER,
        /** Dovecot's master protocol, user look-ups alone. Unix sockets only. */
        AUTH_USERDB;

        /** As the file writes it: {@code tcp-table}, {@code auth-client} … */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Lists are copied. */
    public ListenerConfig {
        maps = List.copyOf(maps);
        allow = List.copyOf(allow);
        allowUids = List.copyOf(allowUids);
        allowGids = List.copyOf(allowGids);
    }

    /** A listener that leaves it to the file's mode who may connect. */
    public ListenerConfig(
            Protocol protocol,
            ListenAddress address,
            int mode,
            @Nullable String owner,
            @Nullable String group,
            List<String> maps,
            @Nullable String map,
            List<NetworkRange> allow,
            int maxConnections) {
        this(protocol, address, mode, owner, group, maps, map, allow, maxConnections, List.of(), List.of());
    }

    /** A listener that says nothing but protocol and address; not for {@link Protocol#TCP_TABLE}, which needs a map. */
    public static ListenerConfig of(Protocol protocol, ListenAddress address) {
        return new ListenerConfig(
                protocol, address, DEFAULT_MODE, null, null, List.of(), null, List.of(), DEFAULT_MAX_CONNECTIONS);
    }
}
