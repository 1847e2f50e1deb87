package dev.postern.gateway.password;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104) and PBKDF2 (RFC 8018) for keys and salts of any bytes, or of none; the JDK's own refuse those. */
enum Hmac {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256");

    private final String algorithm;

    Hmac(String algorithm) {
        this.algorithm = algorithm;
    }

    byte[] of(byte[] key, byte[] message) {
        return keyed(key).doFinal(message);
    }

    /**
     * Derives a key.
     *
     * @param length of the key in bytes
     */
    byte[] derive(byte[] password, byte[] salt, int iterations, int length) {
        Mac mac = keyed(password);
        int blocks = (length + mac.getMacLength() - 1) / mac.getMacLength();
        byte[] key = new byte[blocks * mac.getMacLength()];
        for (int block = 1; block <= blocks; block++) {
            mac.update(salt);
            mac.update(bigEndian(block));
            byte[] sum = iterate(mac, mac.doFinal(), iterations);
            System.arraycopy(sum, 0, key, (block - 1) * sum.length, sum.length);
        }
        return Arrays.copyOf(key, length);
    }

    private static byte[] iterate(Mac mac, byte[] first, int iterations) {
        byte[] sum = first.clone();
        byte[] last = first;
        try {
            for (int i = 1; i < iterations; i++) {
                mac.update(last);
                mac.doFinal(last, 0);
                for (int k = 0; k < sum.length; k++) {
                    sum[k] ^= last[k];
                }
            }
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a buffer as long as the MAC itself is too short for it", e);
        }
        return sum;
    }

    private static byte[] bigEndian(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    private Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // Keys are filled up with zeros, so one zero is the same key as none.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }
}
