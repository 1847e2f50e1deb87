package dev.postern.acceptance.outage;

import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.smtp.SmtpClient;
import dev.postern.acceptance.smtp.SmtpReply;
import java.io.IOException;

/**
 * A Postfix that takes logins.
 *
 * @param postfix running
 */
record Submission(Postfix postfix) {

    /** Has it ask for logins at {@code path}. */
    static Submission start(Postfix postfix, String path) throws IOException {
        return new Submission(postfix.set("smtpd_sasl_auth_enable", "yes")
                .set("smtpd_sasl_type", "dovecot")
                .set("smtpd_sasl_path", path)
                .start());
    }

    /** A session in which one may log in: its smtpd has asked for the mechanisms. */
    SmtpClient greeted() throws IOException {
        SmtpClient client = postfix.connect();
        client.ehlo();
        return client;
    }

    /** Tries to log in with PLAIN, in a session of its own. */
    int plain(String user, String password) throws IOException {
        try (SmtpClient client = greeted()) {
            return client.authPlain(user, password).code();
        }
    }

    /** Tries to log in with LOGIN, in a session of its own. */
    int login(String user, String password) throws IOException {
        try (SmtpClient client = greeted()) {
            return client.authLogin(user, password).code();
        }
    }

    /** What a client is offered that comes while another one is there: a new smtpd process has to say it. */
    SmtpReply offerToNewcomer() throws IOException {
        try (SmtpClient first = postfix.connect();
                SmtpClient second = postfix.connect()) {
            first.ehlo();
            return second.ehlo();
        }
    }
}
