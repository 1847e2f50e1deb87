package dev.postern.gateway.auth;

import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslContext;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** What SASL mechanisms need of this host: randomness, the time, its name. Thread-safe. */
public final class HostContext implements SaslContext {

    private static final int SALT_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final String hostname;
    private final List<String> realms;
    private final Strangers strangers;

    /**
     * What users who do not exist are shown.
     *
     * @param secret what their salts are derived from
     * @param iterations how many they seem to have
     * @param names so that a name in another spelling has the same
     */
    public record Strangers(SiteSecret secret, ScramIterations iterations, UserNames names) {}

    /**
     * A context for the life of a configuration.
     *
     * @param hostname as CRAM-MD5 writes it into its challenge
     * @param realms that DIGEST-MD5 offers; some clients take part only if there is one
     */
    public HostContext(String hostname, List<String> realms, Strangers strangers) {
        this.hostname = hostname;
        this.realms = List.copyOf(realms);
        this.strangers = strangers;
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

    /** Somebody's keys have so many iterations. */
    public void sawScramKeys(CredentialKind kind, int iterations) {
        strangers.iterations().saw(kind, iterations);
    }

    @Override
    public ScramParameters scramParameters(CredentialKind kind, String user) {
        String name = strangers.names().normalise(user).orElse(user);
        byte[] salt = strangers.secret().derive(kind + "\0" + name);
        int iterations = strangers.iterations().of(kind);
        return new ScramParameters(Octets.copyOf(Arrays.copyOf(salt, SALT_LENGTH)), iterations);
    }
}
