package dev.postern.gateway.auth;

import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslContext;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** What SASL mechanisms need of this host: randomness, the time, its name. Thread-safe. */
public final class HostContext implements SaslContext {

    /** What nearly every stored SCRAM key has (RFC 5802's own example, and Dovecot's). */
    private static final int USUAL_ITERATIONS = 4096;

    private static final int SALT_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final String hostname;
    private final List<String> realms;
    private final SiteSecret secret;

    /**
     * A context for the life of a configuration.
     *
     * @param hostname as CRAM-MD5 writes it into its challenge
     * @param realms that DIGEST-MD5 offers; some clients take part only if there is one
     * @param secret what users who do not exist get their salts from
     */
    public HostContext(String hostname, List<String> realms, SiteSecret secret) {
        this.hostname = hostname;
        this.realms = List.copyOf(realms);
        this.secret = secret;
    }

    @Override
    public byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public long unixSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    @Override
    public String hostname() {
        return hostname;
    }

    @Override
    public List<String> realms() {
        return realms;
    }

    @Override
    public ScramParameters scramParameters(CredentialKind kind, String user) {
        byte[] salt = secret.derive(kind + "\0" + user);
        return new ScramParameters(Octets.copyOf(Arrays.copyOf(salt, SALT_LENGTH)), USUAL_ITERATIONS);
    }
}
