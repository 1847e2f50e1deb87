package dev.postern.dovecot.client;

import dev.postern.dovecot.wire.Parameters;
import java.util.Optional;

/**
 * An exchange as its client asked for it, and the handle by which the gateway speaks of it: ids are used again, the
 * object is not, so what is late for one exchange never reaches another. Everything in it is the client's claim.
 */
public final class AuthRequest {

    private final long id;
    private final String mechanism;
    private final Parameters parameters;

    AuthRequest(long id, String mechanism, Parameters parameters) {
        this.id = id;
        this.mechanism = mechanism;
        this.parameters = parameters;
    }

    /** Returns the id, unique among the open ones of its connection: 1 to 4294967295. */
    public long id() {
        return id;
    }

    /** Returns the mechanism's name, in capitals. */
    public String mechanism() {
        return mechanism;
    }

    /** Returns all parameters: {@code session=}, {@code lport=}, {@code local_name=} and whatever else was sent. */
    public Parameters parameters() {
        return parameters;
    }

    /** Returns what the login is for: imap, smtp …; {@code protocol=} is Dovecot 2.4's name for the same thing. */
    public String service() {
        return parameters
                .value("service")
                .or(() -> parameters.value("protocol"))
                .orElse("");
    }

    /** Returns the address of the mail client, as text without brackets. */
    public Optional<String> remoteIp() {
        return parameters.value("rip");
    }

    /** Returns the address on which the mail client reached the mail server. */
    public Optional<String> localIp() {
        return parameters.value("lip");
    }

    /** Tells whether the mail client's connection is protected, by TLS or by being local. */
    public boolean secured() {
        return parameters.has("secured");
    }

    /**
     * Returns the name in the mail client's certificate, if the mail server says that it has verified one. Dovecot's own
     * server believes the name alone; its login processes send both or none.
     */
    public Optional<String> certifiedName() {
        return parameters.value("cert_username").filter(name -> !name.isEmpty() && parameters.has("valid-client-cert"));
    }

    /**
     * Tells whether the client wants to know who somebody is and no more (Postfix, Exim, chasquid; no client of
     * Dovecot's). It takes every FAIL for a wrong password, and lets in whoever gets an OK, whatever fields it has.
     */
    public boolean authenticationOnly() {
        return parameters.hasWord("nologin");
    }

    /** Tells whether OK may carry the mechanism's last words. */
    boolean takesFinalResponse() {
        return parameters.has("final-resp-ok");
    }

    /** Shows the id and the mechanism. */
    @Override
    public String toString() {
        return "AuthRequest[" + id + ", " + mechanism + "]";
    }
}
