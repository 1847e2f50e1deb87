package dev.postern.gateway.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which candidate keys a map is asked for, and in which order: what Postfix does by itself for its own {@code pgsql:}
 * tables, and leaves to the server for network tables, which are sent the full key and nothing else.
 */
public enum MapKind {
    /** virtual_alias_maps: addresses, the bare local part of local domains, the catch-all; extensions propagate. */
    ALIAS(Shape.ADDRESS, true),
    /** canonical_maps and their kin: as {@link #ALIAS}. */
    CANONICAL(Shape.ADDRESS, true),
    /** virtual_mailbox_maps, relay_recipient_maps: as {@link #ALIAS}, but the value is not an address. */
    MAILBOX(Shape.ADDRESS, false),
    /** local_recipient_maps: as {@link #MAILBOX}; whoever is asked for is local, so the bare local part always counts. */
    LOCAL_RECIPIENT(Shape.LOCAL_RECIPIENT, false),
    /** smtpd_sender_login_maps, sender_dependent_*, bcc maps: as {@link #MAILBOX}. */
    SENDER(Shape.ADDRESS, false),
    /** transport_maps: addresses, the domain, its parents as {@code .parent}. */
    TRANSPORT(Shape.TRANSPORT, false),
    /** virtual_mailbox_domains, virtual_alias_domains, mydestination: the domain and nothing else. */
    DOMAIN(Shape.DOMAIN, false),
    /** relay_domains: the domain, then its parents without a dot (parent_domain_matches_subdomains names it). */
    RELAY_DOMAIN(Shape.RELAY_DOMAIN, false),
    /** access(5): addresses, their domain and its parents, {@code user@}; host names and network addresses. */
    ACCESS(Shape.ACCESS, false),
    /** One key, as it stands. */
    EXACT(Shape.EXACT, false);

    /** The form of a ladder. */
    enum Shape {
        ADDRESS,
        LOCAL_RECIPIENT,
        TRANSPORT,
        DOMAIN,
        RELAY_DOMAIN,
        ACCESS,
        EXACT
    }

    private final Shape shape;
    private final boolean holdsAddresses;

    MapKind(Shape shape, boolean holdsAddresses) {
        this.shape = shape;
        this.holdsAddresses = holdsAddresses;
    }

    Shape shape() {
        return shape;
    }

    /** Whether the values are addresses, to which an unmatched extension may be appended. */
    boolean holdsAddresses() {
        return holdsAddresses;
    }

    /** The kind as a configuration file writes it: {@code alias}, {@code relay-domain} … */
    public static Optional<MapKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
    }

    /** As a configuration file writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
