package dev.postern.gateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret of the configuration. It prints as a mask, compares in constant time, and shows itself only to who asks for
 * it by name. It is not wiped: the driver takes passwords as strings, and asks again for each new connection.
 */
public final class SecretText {

    /** What stands for a secret wherever one would be printed. */
    static final String MASK = "****";

    private final String text;

    /** Keeps {@code text} as it is. */
    public SecretText(String text) {
        this.text = text;
    }

    /** The secret itself: for the peer that demands it, never for a log. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    /** The same for all: a hash of the text would tell something about it. */
    @Override
    public int hashCode() {
        return SecretText.class.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
