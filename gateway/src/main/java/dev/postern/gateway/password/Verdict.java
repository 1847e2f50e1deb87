package dev.postern.gateway.password;

/** What became of a verification. Only {@link Mismatch} says anything against who typed the password. */
public sealed interface Verdict {

    /** The password is the stored one. */
    record Match() implements Verdict {
        /** The only instance that is needed. */
        public static final Match INSTANCE = new Match();
    }

    /** It is not. Also where the stored one is malformed, because nothing matches that. */
    record Mismatch() implements Verdict {
        /** The only instance that is needed. */
        public static final Mismatch INSTANCE = new Mismatch();
    }

    /**
     * Nobody can tell: what is stored cannot be used.
     *
     * @param detail why, for the log; nothing of what is stored
     */
    record Unusable(String detail) implements Verdict {}

    /** Nobody can tell: there is more to verify than can be done in time, or the verifier is closed. */
    record Busy() implements Verdict {
        /** The only instance that is needed. */
        public static final Busy INSTANCE = new Busy();
    }

    /** Match or mismatch. */
    static Verdict of(boolean matches) {
        return matches ? Match.INSTANCE : Mismatch.INSTANCE;
    }
}
