package dev.postern.sasl;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: a password, or what is derived from one. It copies what it is given, shows nothing in
 * logs and exceptions, is compared in constant time, and can be wiped when it has served.
 *
 * <p>Not thread-safe: whoever holds it hands it over, or wipes it.
 */
public final class Secret {

    private final byte[] bytes;
    private boolean wiped;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret of its own, which the array given may outlive. */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A secret of the bytes from one position, included, to another, excluded. */
    public static Secret copyOf(byte[] bytes, int from, int to) {
        return new Secret(Arrays.copyOfRange(bytes, from, to));
    }

    /** Returns another secret of the same bytes, which outlives this one. */
    public Secret duplicate() {
        return new Secret(copy());
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Tells whether there is no byte at all. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * Returns the bytes, for the caller to use and to wipe.
     *
     * @throws IllegalStateException if the secret has been wiped
     */
    public byte[] copy() {
        if (wiped) {
            throw new IllegalStateException("the secret has been wiped");
        }
        return bytes.clone();
    }

    /** Overwrites the bytes; from now on the secret is equal to nothing and cannot be read. */
    public void wipe() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Tells whether the other one is a secret of the same bytes; how long that takes depends on the length alone. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes) && !wiped && !secret.wiped;
    }

    /** The same for all, because a hash of the bytes would tell of them. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
