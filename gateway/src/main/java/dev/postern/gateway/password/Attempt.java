package dev.postern.gateway.password;

import org.jspecify.annotations.Nullable;

/** What a comparison has to go by: the typed password, the name that was typed with it, and memory to work in. */
final class Attempt {

    private final byte[] password;
    private final String user;
    private final HashMemory.@Nullable Lease memory;

    /**
     * Nothing is compared yet.
     *
     * @param password read, neither copied nor wiped
     * @param memory null for a hash that needs none to speak of
     */
    Attempt(byte[] password, String user, HashMemory.@Nullable Lease memory) {
        this.password = password;
        this.user = user;
        this.memory = memory;
    }

    byte[] password() {
        return password;
    }

    String user() {
        return user;
    }

    HashMemory.Lease memory() {
        if (memory == null) {
            throw new IllegalStateException("this hash has leased no memory");
        }
        return memory;
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
