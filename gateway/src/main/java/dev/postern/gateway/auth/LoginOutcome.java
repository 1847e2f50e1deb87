package dev.postern.gateway.auth;

import dev.postern.gateway.directory.Failure;
import java.util.Locale;
import java.util.Map;

/** What became of a login. */
public sealed interface LoginOutcome {

    /** The name that was looked up, or as it was typed if it was refused before; for the log and the reply. */
    String user();

    /**
     * The password was right and nothing else stands against it.
     *
     * @param user the account's final name
     * @param fields what the account's row says to the mail server, without anything about the password
     * @param fromCache whether the row had been read before the login arrived
     */
    record Granted(String user, Map<String, String> fields, boolean fromCache) implements LoginOutcome {}

    /** The login is refused, for a reason that the mail server may know only in part. */
    record Denied(String user, Reason reason) implements LoginOutcome {}

    /**
     * Nobody can tell: the source is away, the row cannot be used, or there is too much to do. Never a refusal.
     *
     * @param mismatch whether something stood against the login in what is known, which may have changed since: it costs
     *     what a refusal costs, so that an outage is no time to guess passwords in
     */
    record Undecided(String user, Failure failure, boolean mismatch) implements LoginOutcome {

        /** Of a login against which nothing is known. */
        public Undecided(String user, Failure failure) {
            this(user, failure, false);
        }
    }

    /**
     * There is too much to do, or it takes too long. Never a refusal, and told at once.
     *
     * @param detail of what there is too much, for the log
     */
    record Busy(String user, String detail) implements LoginOutcome {}

    /** Why a login was denied; for the log and the metrics, not for the client. */
    enum Reason {
        /** No account can have such a name. */
        BAD_NAME,
        /** There is no such account. */
        UNKNOWN_USER,
        /** The password is not the account's. */
        WRONG_PASSWORD,
        /** The client's address is not in the account's allow_nets. */
        WRONG_NETWORK,
        /** The password is right, but the account is closed or lives elsewhere, and the mail server could not be told. */
        NOT_HERE,
        /** The password came in the clear over a connection that is not protected (auth.requireSecured). */
        NOT_SECURED,
        /** The token is not good, or not this user's. */
        BAD_TOKEN,
        /** The mail server vouches for no certificate of the client's. */
        NO_CERTIFICATE,
        /** To become another user takes a master user, and there is none. */
        NOT_PERMITTED,
        /** The policy server (auth.policy) refuses it. */
        POLICY;

        /** As logs and metrics write it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
