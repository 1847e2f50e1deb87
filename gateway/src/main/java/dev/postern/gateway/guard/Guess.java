package dev.postern.gateway.guard;

import dev.postern.sasl.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a guess from the same guess: 64 bits of a keyed hash of who and what was typed, under a key that dies with the
 * process. They tell nothing of the password; two of them that are equal by chance cost a guesser one penalty less.
 * Thread-safe.
 */
final class Guess {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_LENGTH = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Guess() {
        byte[] bytes = new byte[KEY_LENGTH];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, HMAC);
        Arrays.fill(bytes, (byte) 0);
    }

    /** The same for the same; what was typed is not kept. */
    long of(String user, Secret typed) {
        byte[] password = typed.copy();
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password)).getLong();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + HMAC, impossible);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** One of which nobody can tell what was guessed. */
    long unseen() {
        return random.nextLong();
    }
}
