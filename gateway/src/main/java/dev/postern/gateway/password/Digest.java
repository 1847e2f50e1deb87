package dev.postern.gateway.password;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digests that schemes are made of. */
enum Digest {
    MD4(16),
    MD5(16),
    SHA1(20),
    SHA256(32),
    SHA512(64);

    private final int length;

    Digest(int length) {
        this.length = length;
    }

    /** In bytes. */
    int length() {
        return length;
    }

    /** A digest to feed; not thread-safe. */
    MessageDigest start() {
        try {
            return switch (this) {
                case MD4 -> Md4.start();
                case MD5 -> MessageDigest.getInstance("MD5");
                case SHA1 -> MessageDigest.getInstance("SHA-1");
                case SHA256 -> MessageDigest.getInstance("SHA-256");
                case SHA512 -> MessageDigest.getInstance("SHA-512");
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + this, e);
        }
    }

    /** The digest of the parts, one after the other. */
    byte[] of(byte[]... parts) {
        MessageDigest digest = start();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
