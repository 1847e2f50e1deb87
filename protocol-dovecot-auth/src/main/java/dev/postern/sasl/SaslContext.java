package dev.postern.sasl;

import java.util.List;

/** What mechanisms need of the world; they have no clock and no randomness of their own. Thread-safe. */
public interface SaslContext {

    /** Returns that many bytes from a cryptographically strong source. */
    byte[] random(int count);

    /** Returns the time in seconds since 1970. */
    long unixSeconds();

    /** Returns this server's name, as CRAM-MD5 writes it into its challenge. */
    String hostname();

    /** Returns the realms that DIGEST-MD5 offers; may be empty. */
    List<String> realms();

    /**
     * Returns what SCRAM shows for a user that has no keys: always the same for the same user, and nothing that tells it
     * from a real one.
     *
     * @param user as typed
     */
    ScramParameters scramParameters(CredentialKind kind, String user);

    /** What SCRAM shows of a user's credentials before any proof. */
    record ScramParameters(Octets salt, int iterations) {}
}
