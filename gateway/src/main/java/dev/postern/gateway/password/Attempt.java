package dev.postern.gateway.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;

/** What a comparison has to go by: the typed password, the name that was typed with it, and memory to work in. */
final class Attempt {

    private final byte[] password;
    private final String user;
    private final BlockPool blocks;

    /** @param password read, neither copied nor wiped */
    Attempt(byte[] password, String user, BlockPool blocks) {
        this.password = password;
        this.user = user;
        this.blocks = blocks;
    }

    byte[] password() {
        return password;
    }

    String user() {
        return user;
    }

    BlockPool blocks() {
        return blocks;
    }

    boolean holdsNul() {
        for (byte octet : password) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "Attempt[***]";
    }
}
