package dev.postern.gateway.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the file says about one map.
 *
 * @param query with Postfix's own expansions, null: the file's or the preset's
 * @param files pgsql_table(5) files in the query's place, asked one after the other until one has the key
 * @param kind which ladder, null: that of the map's well-known name; a map of the operator's own always has one
 * @param virtualAs what a stored transport {@code virtual:} is answered as, null: not said. Transport maps only.
 * @param expansionLimit as Postfix's expansion_limit: more elements than this are an error; {@link #UNLIMITED} for none
 */
public record MapConfig(
        @Nullable String query,
        List<QueryFile> files,
        @Nullable Kind kind,
        @Nullable String virtualAs,
        int expansionLimit) {

    /** Copies the list. */
    public MapConfig {
        files = List.copyOf(files);
    }

    /** The maps that Postfix knows by a parameter; their names need no {@code kind}. */
    public static final List<String> WELL_KNOWN = List.of(
            "virtual-domains",
            "virtual-alias-domains",
            "virtual-mailboxes",
            "virtual-aliases",
            "sender-logins",
            "transport",
            "sender-transports",
            "sender-relayhosts",
            "local-recipients",
            "relay-domains",
            "relay-recipients",
            "canonical",
            "sender-canonical",
            "recipient-canonical",
            "generic",
            "relocated",
            "sender-bcc",
            "recipient-bcc",
            "access",
            "tls-policy",
            "relay-passwords",
            "uid",
            "gid");

    /** No limit on the elements of an answer. */
    public static final int UNLIMITED = 0;

    /** The ladders: which candidate keys a map is asked for. */
    public enum Kind {
        /** Addresses with virtual_alias_maps' rules. */
        ALIAS,
        /** Addresses with canonical_maps' rules. */
        CANONICAL,
        /** Addresses whose value is not an address. */
        MAILBOX,
        /** As {@link #MAILBOX}, and always by the bare local part as well. */
        LOCAL_RECIPIENT,
        /** Sender addresses. */
        SENDER,
        /** Addresses, domains and their parents. */
        TRANSPORT,
        /** The domain alone. */
        DOMAIN,
        /** The domain and its parents. */
        RELAY_DOMAIN,
        /** Addresses, domains, hosts and networks as access(5) asks for them. */
        ACCESS,
        /** The key as it stands. */
        EXACT;

        /** As the file writes it: {@code alias}, {@code relay-domain} … */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A map that replaces nothing of the preset's but its query. */
    public static MapConfig ofQuery(String query) {
        return new MapConfig(query, List.of(), null, null, UNLIMITED);
    }
}
