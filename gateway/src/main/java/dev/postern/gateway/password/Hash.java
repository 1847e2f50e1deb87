package dev.postern.gateway.password;

/** A stored hash, read and found to be sound. Immutable and thread-safe; prints nothing of what it holds. */
non-sealed interface Hash extends Reading {

    /** Whether this is the hash of what was typed. Compares in constant time. */
    boolean matches(Attempt attempt);

    /** What one comparison takes. */
    Cost cost();

    /** Hands over what serves mechanisms that never send a password. */
    default <R> R credentials(CredentialReader<R> reader) {
        return reader.none();
    }

    /** Whether the memory that it takes is {@link Attempt#memory}, rather than arrays of its own. */
    default boolean inBlocks() {
        return false;
    }

    /** Whether the form is weak, though its scheme's name need not be. */
    default boolean weak() {
        return false;
    }
}
