package dev.postern.gateway.password;

import java.security.MessageDigest;

/** A form of crypt(3): computed anew from the typed password, and compared as text. */
abstract class CryptHash implements Hash {

    private final byte[] expected;
    private final Cost cost;

    CryptHash(byte[] expected, Cost cost) {
        this.expected = expected;
        this.cost = cost;
    }

    /** The text that the password hashes to, as far as it was given to the constructor. */
    abstract byte[] hash(byte[] password);

    @Override
    public final boolean matches(Attempt attempt) {
        byte[] password = attempt.password();
        return password.length <= Crypt.MAX_PASSWORD && MessageDigest.isEqual(expected, hash(password));
    }

    @Override
    public final Cost cost() {
        return cost;
    }
}
