package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;

/** All who ask Postern about a user: an smtpd that takes mail and logins, doveadm, LMTP and IMAP. */
record Everybody(FaultSite site, Mailboxes mailboxes) {

    /** Asserts that all get what they want. */
    void isServed(String user) throws IOException {
        try (SmtpClient sending = site.submission().greeted()) {
            sending.mailFrom("sender@example.org");
            assertThat(sending.rcptTo(user).code()).as(site.postern()::log).isEqualTo(250);
        }
        assertThat(site.login(user)).as(site.postern()::log).isEqualTo(235);
        assertThat(site.userdb(user)).isZero();
        assertThat(mailboxes.recipient(user)).isEqualTo(250);
        assertThat(mailboxes.login(user, FaultSite.PASSWORD)).startsWith("OK ");
    }

    /** Asserts that mail for a user waits, and that the right password is neither taken nor called wrong. */
    void isDeferred(String user) throws IOException {
        assertThat(site.rcpt(user)).isEqualTo(451);
        assertThat(site.login(user)).isEqualTo(454);
        assertThat(site.userdb(user)).isEqualTo(75);
        assertThat(mailboxes.recipient(user)).isEqualTo(451);
        assertThat(mailboxes.login(user, FaultSite.PASSWORD)).startsWith("NO [UNAVAILABLE] ");
    }

    /** Asserts that all are told that there is no such user, and that the password is wrong. */
    void isRefused(String user) throws IOException {
        assertThat(site.rcpt(user)).as(site.postern()::log).isEqualTo(550);
        assertThat(site.login(user)).isEqualTo(535);
        assertThat(site.userdb(user)).isEqualTo(67);
        assertThat(mailboxes.recipient(user)).isEqualTo(550);
        assertThat(mailboxes.login(user, FaultSite.PASSWORD)).startsWith("NO [AUTHENTICATIONFAILED] ");
    }

    /** Waits until nothing is missing any more. */
    void awaitRecovery(String user) {
        site.awaitRecovery(user);
        mailboxes.awaitRecovery(user, FaultSite.PASSWORD);
    }
}
