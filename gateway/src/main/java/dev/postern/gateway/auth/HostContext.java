package dev.postern.gateway.auth;

import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What SASL mechanisms need of this host: randomness, the time, its name. Thread-safe. */
public final class HostContext implements SaslContext {

    /** What nearly every stored SCRAM key has (RFC 5802's own example, and Dovecot's). */
    private static final int USUAL_ITERATIONS = 4096;

    private static final int SALT_LENGTH = 16;
    private static final String HMAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final String hostname;
    private final List<String> realms;
    private final byte[] hidingKey;

    /**
     * A context for the life of the process.
     *
     * @param hostname as CRAM-MD5 writes it into its challenge
     * @param realms that DIGEST-MD5 offers; some clients take part only if there is one
     */
    public HostContext(String hostname, List<String> realms) {
        this.hostname = hostname;
        this.realms = List.copyOf(realms);
        this.hidingKey = random(SALT_LENGTH);
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
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(hidingKey, HMAC));
            byte[] salt = mac.doFinal((kind + "\0" + user).getBytes(StandardCharsets.UTF_8));
            return new ScramParameters(Octets.copyOf(Arrays.copyOf(salt, SALT_LENGTH)), USUAL_ITERATIONS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }
}
