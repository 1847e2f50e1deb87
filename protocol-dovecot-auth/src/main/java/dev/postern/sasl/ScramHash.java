package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions of SCRAM, and what it computes with them (RFC 5802, section 2.2 and 3). */
public enum ScramHash {
    /** RFC 5802. */
    SHA_1("SHA-1", "HmacSHA1", 20),
    /** RFC 7677. */
    SHA_256("SHA-256", "HmacSHA256", 32);

    private final String digest;
    private final String mac;
    private final int length;

    ScramHash(String digest, String mac, int length) {
        this.digest = digest;
        this.mac = mac;
        this.length = length;
    }

    /** Returns the bytes of a key. */
    public int length() {
        return length;
    }

    /**
     * Derives the keys of a password, which takes about as long as its iterations: 1 ms for 4,096. Not for an event loop.
     * The password is taken as it is, without SASLprep, as Dovecot does.
     *
     * @throws IllegalArgumentException if there is not one iteration at least
     */
    public Credentials.ScramKeys derive(Secret password, Octets salt, int iterations) {
        byte[] key = password.copy();
        byte[] salted = saltedPassword(key, salt.toByteArray(), iterations);
        byte[] clientKey = hmac(salted, "Client Key".getBytes(US_ASCII));
        Secret storedKey = Secret.copyOf(hash(clientKey));
        Secret serverKey = Secret.copyOf(hmac(salted, "Server Key".getBytes(US_ASCII)));
        Arrays.fill(key, (byte) 0);
        Arrays.fill(salted, (byte) 0);
        Arrays.fill(clientKey, (byte) 0);
        return new Credentials.ScramKeys(salt, iterations, storedKey, serverKey);
    }

    /** Hi(), which is PBKDF2 with one block of output. */
    private byte[] saltedPassword(byte[] password, byte[] salt, int iterations) {
        Mac hmac = keyed(password);
        hmac.update(salt);
        byte[] round = hmac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] sum = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = hmac.doFinal(round);
            xor(sum, round);
        }
        return sum;
    }

    /** Tells whether a proof shows that the client knows the key of which only the hash is stored. */
    boolean proves(byte[] proof, byte[] storedKey, byte[] authMessage) {
        byte[] clientKey = hmac(storedKey, authMessage);
        if (proof.length != clientKey.length) {
            return false;
        }
        xor(clientKey, proof);
        boolean proven = MessageDigest.isEqual(hash(clientKey), storedKey);
        Arrays.fill(clientKey, (byte) 0);
        return proven;
    }

    private static void xor(byte[] target, byte[] with) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= with[i];
        }
    }

    byte[] hmac(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    private Mac keyed(byte[] key) {
        try {
            Mac hmac = Mac.getInstance(mac);
            // The JDK takes no empty key, but HMAC fills every key up with zeros.
            hmac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac));
            return hmac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + mac, impossible);
        }
    }

    private byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance(digest).digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + digest, impossible);
        }
    }
}
