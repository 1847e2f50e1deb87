package dev.postern.gateway.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the answers to unknown users are derived from, so that they look like those to known ones: the same each time,
 * after a restart, and on each node of a site that has the same file. Never shows itself. Immutable, thread-safe.
 */
public final class SiteSecret {
    private static final String HMAC = "HmacSHA256";

    /** As many bytes as {@link #derive} gives. */
    private static final int LENGTH = 32;

    private final SecretKeySpec key;

    /** @param key not empty */
    SiteSecret(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** One that ends with this process. */
    public static SiteSecret random() {
        return new SiteSecret(randomBytes());
    }

    /**
     * The content of a file. One that does not exist is made, readable for its owner alone; of several processes that do
     * so at once all get the same.
     *
     * @throws IOException that says in a few words what is wrong with the file, and nothing of its content
     */
    public static SiteSecret of(Path file) throws IOException {
        return new SiteSecret(SecretFile.load(file, SiteSecret::randomBytes));
    }

    /** The same bytes for the same text; they tell nothing of the secret. */
    byte[] derive(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        }
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "SiteSecret[***]";
    }
}
