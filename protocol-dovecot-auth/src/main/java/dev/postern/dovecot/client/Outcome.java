package dev.postern.dovecot.client;

import dev.postern.dovecot.wire.Parameters;

/** What became of a login, as the gateway tells the session. How it is put into words depends on the client. */
public sealed interface Outcome {

    /**
     * The user may log in, or was recognised but is sent elsewhere ({@code proxy}) or away ({@code nologin}).
     *
     * @param user the final name
     * @param fields what the account's row says to the mail server; {@code pass=} only for the login to a proxy's target.
     *     A {@code user=}, {@code resp=} or {@code code=} among them is left out
     */
    record Success(String user, Parameters fields) implements Outcome {

        /** @throws IllegalArgumentException if there is no name, which Postfix takes for a broken server */
        public Success {
            if (user.isEmpty()) {
                throw new IllegalArgumentException("a success needs a user");
            }
        }
    }

    /**
     * The user may not log in.
     *
     * @param user the name; empty if it was not to be made out
     * @param reason a text for the user; empty for none, as it has to be unless the password was right
     * @param fields what else the mail server hears: nothing of the account's unless the password was right. Left out
     *     where the line would grow too long by them
     */
    record Refused(String user, Code code, String reason, Parameters fields) implements Outcome {

        /** Without further fields. */
        public Refused(String user, Code code, String reason) {
            this(user, code, reason, Parameters.NONE);
        }

        /** A wrong password, an unknown user, and whatever must look the same. */
        public static Refused of(String user) {
            return new Refused(user, Code.NONE, "");
        }
    }

    /**
     * Nobody can tell at the moment.
     *
     * @param user the name; empty if it was not to be made out
     * @param fields what else the mail server hears, as of {@link Refused}
     */
    record Temporary(String user, Parameters fields) implements Outcome {

        /** Without further fields. */
        public Temporary(String user) {
            this(user, Parameters.NONE);
        }
    }

    /** What a refusal tells; anything but {@link #NONE} only after a right password. */
    enum Code {
        /** Nothing. */
        NONE(""),
        /** The account is disabled. */
        USER_DISABLED("user_disabled"),
        /** The password is right but has expired. */
        PASS_EXPIRED("pass_expired"),
        /** The password is right, but not to act as somebody else. */
        AUTHZ_FAIL("authz_fail");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        /** Returns the code as Dovecot writes it; empty for {@link #NONE}. */
        public String word() {
            return word;
        }
    }
}
