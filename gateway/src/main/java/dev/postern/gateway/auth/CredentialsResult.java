package dev.postern.gateway.auth;

import dev.postern.sasl.Credentials;

/** What looking for a mechanism's credentials gave. */
public sealed interface CredentialsResult {

    /**
     * What is stored, or that nothing is: the exchange goes on either way and fails at its end.
     *
     * @param stale whether the source could not be asked for what it holds now: a proof that fails shows nothing then
     */
    record Found(Credentials credentials, boolean stale) implements CredentialsResult {
        /** No such user, or nothing that serves the mechanism. */
        public static final Found NOTHING = new Found(new Credentials.None(), false);
    }

    /** Nobody can tell at the moment. */
    record Undecided(LoginOutcome.Undecided outcome) implements CredentialsResult {}
}
