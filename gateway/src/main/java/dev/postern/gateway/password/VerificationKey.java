package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Stands for one typed password, with one name, against one stored password; equal for equal ones. A keyed hash under a
 * key that dies with its {@link PasswordVerifier}: it tells nothing, and may be kept. Immutable.
 */
public final class VerificationKey {

    private final byte[] hash;

    private VerificationKey(byte[] hash) {
        this.hash = hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey key && MessageDigest.isEqual(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "VerificationKey[***]";
    }

    /** Makes keys that are comparable with each other only. Thread-safe. */
    static final class Maker {
        private static final int SECRET_LENGTH = 32;

        private final byte[] secret = new byte[SECRET_LENGTH];

        Maker() {
            new SecureRandom().nextBytes(secret);
        }

        VerificationKey of(String stored, String user, byte[] password) {
            byte[] identity = stored.getBytes(UTF_8);
            byte[] name = user.getBytes(UTF_8);
            // With the lengths in front no two triples read the same.
            byte[] lengths = ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(identity.length)
                    .putInt(name.length)
                    .array();
            return new VerificationKey(Digest.SHA256.of(secret, lengths, identity, name, password));
        }
    }
}
