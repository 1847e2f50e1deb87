package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** One round of a digest over the password and a salt that may be empty: SHA*, SSHA*, SMD5, PLAIN-MD4, PLAIN-MD5. */
final class SimpleDigest implements Hash {

    /** Dovecot itself makes four, and takes any number. */
    private static final int SALT_LENGTH = 16;

    private final Digest digest;
    private final byte[] expected;
    private final byte[] salt;

    private SimpleDigest(Digest digest, byte[] expected, byte[] salt) {
        this.digest = digest;
        this.expected = expected;
        this.salt = salt;
    }

    /** The digest alone. */
    static HashFormat unsalted(Digest digest) {
        return (data, limits) -> new SimpleDigest(digest, data, new byte[0]);
    }

    /** The digest, then a salt of at least one byte. */
    static HashFormat salted(Digest digest) {
        return (data, limits) -> {
            if (data.length <= digest.length()) {
                return new Malformed("a salted " + digest + " password is longer than the digest: no salt follows");
            }
            byte[] salt = Arrays.copyOfRange(data, digest.length(), data.length);
            return new SimpleDigest(digest, Arrays.copyOf(data, digest.length()), salt);
        };
    }

    /** The digest and a new salt, in base64. */
    static String makeSalted(Digest digest, byte[] password, Salts salts) {
        byte[] salt = salts.bytes(SALT_LENGTH);
        byte[] hash = digest.of(password, salt);
        byte[] both = Arrays.copyOf(hash, hash.length + salt.length);
        System.arraycopy(salt, 0, both, hash.length, salt.length);
        return Base64.getEncoder().encodeToString(both);
    }

    @Override
    public boolean matches(Attempt attempt) {
        return MessageDigest.isEqual(expected, digest.of(attempt.password(), salt));
    }

    @Override
    public Cost cost() {
        return Cost.TRIFLE;
    }
}
