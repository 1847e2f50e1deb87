package dev.postern.gateway.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The maps that Postern knows by name, with the ladder that Postfix walks for the parameter they stand for. */
public enum StandardMap {
    VIRTUAL_DOMAINS(MapKind.DOMAIN),
    VIRTUAL_ALIAS_DOMAINS(MapKind.DOMAIN),
    VIRTUAL_MAILBOXES(MapKind.MAILBOX),
    VIRTUAL_ALIASES(MapKind.ALIAS),
    SENDER_LOGINS(MapKind.SENDER),
    TRANSPORT(MapKind.TRANSPORT),
    SENDER_TRANSPORTS(MapKind.SENDER),
    SENDER_RELAYHOSTS(MapKind.SENDER),
    LOCAL_RECIPIENTS(MapKind.LOCAL_RECIPIENT),
    RELAY_DOMAINS(MapKind.RELAY_DOMAIN),
    RELAY_RECIPIENTS(MapKind.MAILBOX),
    CANONICAL(MapKind.CANONICAL),
    SENDER_CANONICAL(MapKind.CANONICAL),
    RECIPIENT_CANONICAL(MapKind.CANONICAL),
    GENERIC(MapKind.CANONICAL),
    RELOCATED(MapKind.MAILBOX),
    SENDER_BCC(MapKind.SENDER),
    RECIPIENT_BCC(MapKind.SENDER),
    ACCESS(MapKind.ACCESS),
    /** The SMTP client walks the parents of a next hop by itself, for every kind of table. */
    TLS_POLICY(MapKind.EXACT),
    /** By sender, if smtp_sender_dependent_authentication says so; then by host and by next hop. */
    RELAY_PASSWORDS(MapKind.SENDER),
    UID(MapKind.MAILBOX),
    GID(MapKind.MAILBOX);

    private final MapKind kind;

    StandardMap(MapKind kind) {
        this.kind = kind;
    }

    /** As clients and configuration files write it: {@code virtual-aliases}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its ladder. */
    public MapKind kind() {
        return kind;
    }

    /** The map of this name, if it is one of these. */
    public static Optional<StandardMap> named(String name) {
        return Arrays.stream(values()).filter(map -> map.label().equals(name)).findFirst();
    }
}
