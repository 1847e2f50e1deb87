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
     * @param fields what the account's row says to the mail server, without the stored password; {@code pass} only for
     *     the login to a proxy's target
     * @param fromCache whether the row had been read before the login arrived
     * @param appPassword what the app password is called that was typed; empty if it was the user's own password
     * @param master the master user by whose password; empty for the user's own
     */
    record Granted(String user, Map<String, String> fields, boolean fromCache, String appPassword, String master)
            implements LoginOutcome {

        /** By the user's own password. */
        public Granted(String user, Map<String, String> fields, boolean fromCache) {
            this(user, fields, fromCache, "", "");
        }

        /** The same, to a master user. */
        Granted to(String masterUser) {
            return new Granted(user, ProxyFields.toMaster(fields, masterUser), fromCache, appPassword, masterUser);
        }

        /** Hides the fields' values, of which one may be a password. */
        @Override
        public String toString() {
            return "Granted[" + user + ", " + fields.keySet() + "]";
        }
    }

    /**
     * The login is refused, for a reason that the mail server may know only in part.
     *
     * @param atOnce whether the refusal need not be held back
     * @param acting who wanted to become whom
     */
    record Denied(String user, Reason reason, boolean atOnce, Acting acting) implements LoginOutcome {

        /** Of somebody who wanted to be nobody else. */
        public Denied(String user, Reason reason, boolean atOnce) {
            this(user, reason, atOnce, Acting.NOBODY);
        }

        /** Held back, as nearly all are. */
        public Denied(String user, Reason reason) {
            this(user, reason, false);
        }

        /** The same, to a master user. */
        Denied to(Acting masterUser) {
            return new Denied(user, reason, atOnce, masterUser);
        }
    }

    /**
     * A master user and whom it wanted to become.
     *
     * @param master empty if there is none
     * @param as empty if there is none
     */
    record Acting(String master, String as) {
        /** No master. */
        public static final Acting NOBODY = new Acting("", "");
    }

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
        /** The password is right, but not for this service. */
        WRONG_SERVICE,
        /** The password is right, but its row says that it fails. */
        FORBIDDEN,
        /** The password is right, but its time is over. */
        EXPIRED,
        /** The password is right, but the account is closed or lives elsewhere, and the mail server could not be told. */
        NOT_HERE,
        /** The password came in the clear over a connection that is not protected (auth.requireSecured). */
        NOT_SECURED,
        /** The token is not good, or not this user's. */
        BAD_TOKEN,
        /** The mail server vouches for no certificate of the client's. */
        NO_CERTIFICATE,
        /** The master's password is right, but the user whom it wants to become is not there, or may not log in so. */
        AUTHORIZATION_FAILED,
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
