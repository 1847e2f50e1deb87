package dev.postern.gateway.auth;

import dev.postern.gateway.password.CredentialReader;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;

/** Judges typed passwords against stored ones. Thread-safe. */
public interface Passwords {

    /**
     * Judges one password.
     *
     * @param stored as the row holds it, with or without a {@code {SCHEME}} prefix
     * @param user whose it is: some schemes hash it in, and warnings name it
     * @return never fails; may complete on any thread. The typed password is not kept beyond that.
     */
    Future<Verdict> judge(String stored, Secret typed, String user);

    /** Whether the very same comparison is known to match, without computing anything that takes time. */
    default boolean remembers(String stored, Secret typed, String user) {
        return false;
    }

    /**
     * Reads what a stored password has for mechanisms that never send one; {@link CredentialReader#none} where it cannot
     * be used at all. Takes up to a millisecond.
     */
    <R> R credentials(String stored, CredentialReader<R> reader);

    /** A user's typed password is about to be tried on so many stored ones. */
    default void tries(String service, int passwords) {}

    /** On how many stored passwords a typed one seems to be tried for an account that there is not. */
    default int pretendedTries(String service, String user) {
        return 1;
    }

    /**
     * Does for an account that there is not, or that has no password, what {@link #judge} does for the others, so that
     * the time shows nothing.
     *
     * @return as of {@link #judge}, and never a match
     */
    default Future<Verdict> pretend(Secret typed, String user) {
        return Future.succeededFuture(Verdict.MISMATCH);
    }

    /** Does for an account that there is not what {@link #credentials} does for the others. Takes as long. */
    default void pretendCredentials(String user, CredentialReader<?> reader) {}

    /** What became of it. */
    enum Verdict {
        /** It is the password. */
        MATCH,
        /** It is not, or what is stored is nothing that any password can match. */
        MISMATCH,
        /** Nobody can tell: the scheme is not known or over the limits. */
        UNDECIDED,
        /** There is too much to do to find out. */
        BUSY
    }
}
