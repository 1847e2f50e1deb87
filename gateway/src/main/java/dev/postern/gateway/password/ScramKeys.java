package dev.postern.gateway.password;

/** What a SCRAM row holds (RFC 5802, section 3). Immutable; prints no key. */
public final class ScramKeys {

    private final String scheme;
    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /** Keeps the arrays. */
    ScramKeys(String scheme, int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this.scheme = scheme;
        this.iterations = iterations;
        this.salt = salt;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    /** {@code SCRAM-SHA-1} or {@code SCRAM-SHA-256}, which is the mechanism's name too. */
    public String scheme() {
        return scheme;
    }

    /** 4,096 and more. */
    public int iterations() {
        return iterations;
    }

    /** A copy. */
    public byte[] salt() {
        return salt.clone();
    }

    /** A copy. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** A copy. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    @Override
    public String toString() {
        return "ScramKeys[" + scheme + ", " + iterations + " iterations]";
    }
}
