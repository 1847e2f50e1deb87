package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dovecots that have nobody to ask but Postern: logging in, delivering, reading. */
@MailServerTests
class MailServerTest {

    /** Postern tries its database twice a second; the rest is for a busy machine. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static MailSite site;
    private static int users;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        site = new MailSite(workspace).start(workspace, "{failureDelay: 0, penalty: {max: 0}}");
    }

    private static DovecotMail dovecot(Layout layout) {
        return site.dovecot(layout);
    }

    /** Somebody whom nobody has asked for yet, so that no cache knows. */
    private static String newUser() {
        String user = "new" + users++ + "@snorl.ax";
        site.addUser(user);
        return user;
    }

    private static String login(Layout layout, String user, String password) throws IOException {
        try (ImapClient client = dovecot(layout).imap()) {
            return client.login(user, password);
        }
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    /** Ends when somebody new can log in again. */
    private static void whileTheDatabaseIsAway(Meanwhile meanwhile) throws IOException {
        site.database.server().stop();
        try {
            meanwhile.run();
        } finally {
            site.database.server().start();
            site.database.awaitAnswer();
            String newcomer = newUser();
            Wait.until(
                    "Postern has its database back",
                    RECOVERY_LIMIT,
                    () -> login(Layout.OWN_FOLDER, newcomer, "pw").startsWith("OK "),
                    site::evidence);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsInWhoKnowsThePassword(Layout layout) throws IOException {
        for (int i : List.of(1, 2, 3)) {
            String user = "user" + (i == 1 ? "" : i);
            assertThat(login(layout, user + "@snorl.ax", user + "-pw"))
                    .as(site::evidence)
                    .startsWith("OK ")
                    .contains("Logged in");
        }
        assertThat(login(layout, "User3@Snorl.AX", "user3-pw")).startsWith("OK ");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoDoesNotAndSaysNoMore(Layout layout) throws IOException {
        String refusal = "NO [AUTHENTICATIONFAILED] Authentication failed.";
        assertThat(login(layout, "user3@snorl.ax", "user2-pw")).isEqualTo(refusal);
        assertThat(login(layout, "nobody@snorl.ax", "user3-pw")).isEqualTo(refusal);
        // what stands in the placeholder passdb
        assertThat(login(layout, "user3@snorl.ax", "unused")).isEqualTo(refusal);
    }

    @ParameterizedTest
    @EnumSource
    void neverCallsAPasswordWrongWhileTheDatabaseIsAway(Layout layout) throws IOException {
        String user = newUser();
        String known = newUser();
        assertThat(login(layout, known, "pw")).startsWith("OK ");
        String answer = "NO [UNAVAILABLE] Temporary authentication failure.";
        whileTheDatabaseIsAway(() -> {
            assertThat(login(layout, user, "pw")).startsWith(answer);
            assertThat(login(layout, user, "wrong")).startsWith(answer);
            assertThat(login(layout, "nobody-" + user, "pw")).startsWith(answer);
            assertThat(login(layout, known, "pw")).startsWith("OK ");
        });
    }

    @ParameterizedTest
    @EnumSource
    void deliversToAUserWhoReadsIt(Layout layout) throws IOException {
        String user = newUser();
        try (SmtpClient lmtp = dovecot(layout).lmtp()) {
            lmtp.mailFrom("sender@example.org");
            assertThat(lmtp.rcptTo(user.replace("@", "+lists@")).code())
                    .as(site::evidence)
                    .isEqualTo(250);
            assertThat(lmtp.data("for " + user).code()).isEqualTo(250);
        }
        try (ImapClient imap = dovecot(layout).imap()) {
            assertThat(imap.login(user, "pw")).startsWith("OK ");
            assertThat(imap.command("SELECT INBOX")).contains("* 1 EXISTS");
            assertThat(imap.command("FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]")).contains("Subject: for " + user);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesMailForNobodyAndDefersItWhileNobodyCanTell(Layout layout) throws IOException {
        String user = newUser();
        assertThat(recipient(layout, "nobody-" + user)).isEqualTo(550);
        whileTheDatabaseIsAway(() -> {
            assertThat(recipient(layout, user)).isEqualTo(451);
            assertThat(recipient(layout, "no-such-" + user)).isEqualTo(451);
        });
    }

    private static int recipient(Layout layout, String recipient) throws IOException {
        try (SmtpClient lmtp = dovecot(layout).lmtp()) {
            lmtp.mailFrom("sender@example.org");
            return lmtp.rcptTo(recipient).code();
        }
    }
}
