package dev.postern.gateway.auth;

import dev.postern.sasl.Credentials;

/** What looking for a mechanism's credentials gave. */
public sealed interface CredentialsResult {

    /** What is stored, or that nothing is: the exchange goes on either way and fails at its end. */
    record Found(Credentials credentials) implements CredentialsResult {
        /** No such user, or nothing that serves the mechanism. */
        public static final Found NOTHING = new Found(new Credentials.None());
    }

    /** Nobody can tell at the moment. */
    record Undecided(LoginOutcome.Undecided outcome) implements CredentialsResult {}
}
