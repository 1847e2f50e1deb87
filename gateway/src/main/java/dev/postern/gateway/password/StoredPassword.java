package dev.postern.gateway.password;

/**
 * What a row's password column turned out to be. Immutable and thread-safe; may be kept as long as the row. Nothing of
 * what is stored is ever printed, parameters and the names of schemes apart.
 */
public sealed interface StoredPassword {

    /** A sound hash within the limits. */
    final class Usable implements StoredPassword {
        private final String scheme;
        private final boolean weak;
        private final Hash hash;
        private final String identity;

        /** @param identity the scheme, the encoding and the data: what distinguishes one stored password from another */
        Usable(Scheme scheme, Hash hash, String identity) {
            this.scheme = scheme.name();
            this.weak = scheme.weak() || hash.weak();
            this.hash = hash;
            this.identity = identity;
        }

        /** The scheme's name in capitals, one of {@link StoredPasswordParser#schemes()}. */
        public String scheme() {
            return scheme;
        }

        /** What a verification takes. */
        public Cost cost() {
            return hash.cost();
        }

        /** Whether it is one that Dovecot 2.4 refuses unless {@code auth_allow_weak_schemes} is set. */
        public boolean weak() {
            return weak;
        }

        /** Hands over what it has for mechanisms that never send a password, such as CRAM-MD5 and SCRAM. */
        public <R> R credentials(CredentialReader<R> reader) {
            return hash.credentials(reader);
        }

        /** Compares on this very thread, however long it takes. */
        boolean matches(Attempt attempt) {
            // A C string ends at NUL, so no Dovecot ever stored such a password; and bcrypt repeats its key after a
            // NUL.
            return !attempt.holdsNul() && hash.matches(attempt);
        }

        boolean inBlocks() {
            return hash.inBlocks();
        }

        String identity() {
            return identity;
        }

        @Override
        public String toString() {
            return "StoredPassword[" + scheme + "]";
        }
    }

    /** What cannot be compared with a password, and why. */
    sealed interface Problem extends StoredPassword, Reading {

        /** Why, for the log and for the operator who has to mend the row. */
        String detail();
    }

    /** No such scheme, or no such encoding. Nobody can tell whether a password would match. */
    record UnknownScheme(String detail) implements Problem {}

    /** A scheme, or a form of {@code {CRYPT}}, that Dovecot or crypt(3) knows and Postern does not build; by its name. */
    record Unsupported(String name) implements Problem {
        @Override
        public String detail() {
            return name + " is not supported; set the password anew with another scheme";
        }
    }

    /** Not what the scheme writes. No password matches it, in Dovecot either. */
    record Malformed(String detail) implements Problem {}

    /** Sound, but its parameters ask for more work than {@link HashLimits} allow. */
    record OverLimit(String detail) implements Problem {}
}
