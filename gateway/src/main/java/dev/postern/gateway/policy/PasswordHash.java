package dev.postern.gateway.policy;

import dev.postern.gateway.config.SecretText;
import dev.postern.sasl.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code pwhash} of Dovecot: the first bits of a salted SHA-256, as a number. Immutable. */
final class PasswordHash {
    private static final int SHA_256_BITS = 256;

    private final SecretText nonce;
    private final int bits;

    PasswordHash(SecretText nonce, int bits) {
        this.nonce = nonce;
        this.bits = bits;
    }

    /** In hexadecimal, two digits for each byte begun. */
    String of(String login, @Nullable Secret typed) {
        MessageDigest digest = sha256();
        digest.update(nonce.reveal().getBytes(StandardCharsets.UTF_8));
        digest.update(login.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        if (typed != null) {
            byte[] password = typed.copy();
            digest.update(password);
            Arrays.fill(password, (byte) 0);
        }
        BigInteger first = new BigInteger(1, digest.digest()).shiftRight(SHA_256_BITS - bits);
        int digits = (bits + Byte.SIZE - 1) / Byte.SIZE * 2;
        return String.format(Locale.ROOT, "%0" + digits + "x", first);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
