package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.machine.Certificate;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A running Dovecot that has nobody to ask but Postern, and what it tells people who read mail and who bring it.
 *
 * @param dovecot of which {@link #start} makes one that runs
 */
record Mailboxes(DovecotMail dovecot) {

    /** What LOGIN may be told: the code has a mail program try later, and ask nobody for another password (RFC 5530). */
    static final String GRANTED_OR_LATER = "(OK|NO \\[UNAVAILABLE\\]) .*";

    /** Prepares it; Postern, which is not started yet, will listen for it. */
    static Mailboxes of(Workspace workspace, SampleGateway gateway) throws IOException {
        Path homes = workspace.folder("homes");
        // Who delivers and reads there is a user that this machine need not have.
        Files.setPosixFilePermissions(homes, PosixFilePermissions.fromString("rwxrwxrwx"));
        DovecotMail dovecot = DovecotMail.in(workspace, Layout.OWN_FOLDER, Certificate.in(workspace))
                .mailIn(homes);
        dovecot.listen(gateway);
        return new Mailboxes(dovecot);
    }

    /** Starts it, when Postern listens. */
    Mailboxes start(Workspace workspace) throws IOException {
        dovecot.start(workspace);
        return this;
    }

    /** What LOGIN is told in a session of its own. */
    String login(String user, String password) throws IOException {
        try (ImapClient client = dovecot.imap()) {
            return client.login(user, password);
        }
    }

    /** A session of somebody who has logged in. */
    ImapClient session(String user, String password) throws IOException {
        ImapClient client = dovecot.imap();
        String answer = client.login(user, password);
        if (!answer.startsWith("OK ")) {
            throw new AssertionError(answer + "\n" + dovecot.log());
        }
        return client;
    }

    /** What Postfix hears when it brings mail for a user: the code. */
    int recipient(String user) throws IOException {
        try (SmtpClient lmtp = dovecot.lmtp()) {
            lmtp.mailFrom("sender@example.org");
            return lmtp.rcptTo(user).code();
        }
    }

    /** Asserts that a user is delivered to and let in, or told to come back: never that there is no such user or password. */
    void refuseNot(String user, String password) throws IOException {
        assertThat(recipient(user)).as("delivery to %s", user).isIn(250, 451);
        assertThat(login(user, password)).as("IMAP login of %s", user).matches(GRANTED_OR_LATER);
    }

    /** Waits until a user can read and be written to. */
    void awaitRecovery(String user, String password) {
        Wait.until(
                "mail is read again",
                FaultSite.RECOVERY_LIMIT,
                () -> login(user, password).startsWith("OK "),
                dovecot::log);
        Wait.until("mail is delivered again", FaultSite.RECOVERY_LIMIT, () -> recipient(user) == 250, dovecot::log);
    }
}
