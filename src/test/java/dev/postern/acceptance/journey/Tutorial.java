package dev.postern.acceptance.journey;

import java.util.List;

/**
 * Tables that a tutorial makes, its way to store passwords, and what its users can do with them. In each of them somebody logs
 * in as {@code user@snorl.ax}, with the password {@code user-pw}.
 */
enum Tutorial {
    /** An alias is a sender, too. After its last section no password is stored or sent. */
    VIEWS("views", "CRAM-MD5", "CRAM-MD5", "kim@snorl.ax", "kim+x@snorl.ax"),

    /** An alias belongs to a user, who is its sender. Base64 of SHA-512. */
    ISDEL("domains-users-aliases-isdel", "CRYPT", "LOGIN", "kim@snorl.ax", "kim+x@snorl.ax"),

    /** Has aliases, and no senders but the users themselves. SHA256-CRYPT without a prefix. */
    ENABLED("aliases-domains-users", "CRYPT", "PLAIN", "user@snorl.ax", "kim+x@snorl.ax"),

    /** The same with patterns, one of which is the user's. */
    REGEX("aliases-domains-users-regex", "CRYPT", "PLAIN", "user@snorl.ax", "kim+x@snorl.ax"),

    /** Has no aliases: a user is an address. Argon2. */
    USERID_DOMAIN("userid-domain-users", "CRYPT", "PLAIN", "user@snorl.ax", "user+x@snorl.ax"),

    /** The tables for who begins anew. */
    CANONICAL("canonical", "CRYPT", "SCRAM-SHA-256", "kim@snorl.ax", "kim+x@snorl.ax");

    static final String LOGIN = "user@snorl.ax";
    static final String PASSWORD = "user-pw";

    private final String preset;
    private final String defaultScheme;
    private final String mechanism;
    private final String sender;
    private final String recipient;

    Tutorial(String preset, String defaultScheme, String mechanism, String sender, String recipient) {
        this.preset = preset;
        this.defaultScheme = defaultScheme;
        this.mechanism = mechanism;
        this.sender = sender;
        this.recipient = recipient;
    }

    /** The parameters of Postfix whose maps the tables cannot serve: the example's lines are left out. */
    List<String> withoutMaps() {
        return switch (this) {
            case VIEWS, CANONICAL -> List.of();
            case ENABLED, REGEX -> List.of("virtual_alias_domains");
            case ISDEL, USERID_DOMAIN -> List.of("virtual_alias_domains", "transport_maps");
        };
    }

    String preset() {
        return preset;
    }

    /** Of passwords without a prefix. */
    String defaultScheme() {
        return defaultScheme;
    }

    /** One that the stored password allows. */
    String mechanism() {
        return mechanism;
    }

    /** Another address of the user's where the tables know such a thing. */
    String sender() {
        return sender;
    }

    /** An address with an extension whose mail is the user's. */
    String recipient() {
        return recipient;
    }
}
