package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Dovecots that have nobody to ask but Postern: logging in, delivering, reading. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_IMAP, Peer.DOVECOT_POP3, Peer.DOVECOT_LMTP})
class MailServerTest {

    /** Postern tries its database twice a second; the rest is for a busy machine. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static final Map<Layout, DovecotMail> DOVECOTS = new EnumMap<>(Layout.class);
    private static Database database;
    private static Postern postern;
    private static Doveadm doveadm;
    private static int users;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        Path homes = workspace.folder("homes");
        // Who delivers and reads there is a user that this machine need not have.
        Files.setPosixFilePermissions(homes, PosixFilePermissions.fromString("rwxrwxrwx"));
        SampleGateway gateway = SampleGateway.of(workspace, database)
                // The realm of DIGEST-MD5, which the JDK's client must have.
                .auth("{failureDelay: 0, defaultDomain: snorl.ax}")
                .more("""
                userdb:
                  query: SELECT '%s/' || userid AS home, uid, gid FROM users WHERE userid = '%%u'
                  iterate: SELECT userid AS username FROM users
                """.formatted(homes));
        for (Layout layout : Layout.values()) {
            DovecotMail dovecot = DovecotMail.in(workspace, layout);
            dovecot.listen(gateway);
            DOVECOTS.put(layout, dovecot);
        }
        postern = gateway.start().awaitReady();
        for (DovecotMail dovecot : DOVECOTS.values()) {
            dovecot.start(workspace);
        }
        doveadm = Doveadm.in(workspace);
    }

    private static DovecotMail dovecot(Layout layout) {
        return Objects.requireNonNull(DOVECOTS.get(layout));
    }

    /** Somebody whom nobody has asked for yet, so that no cache knows. */
    private static String newUser() {
        String user = "new" + users++ + "@snorl.ax";
        database.execute("INSERT INTO users (userid, password, uid, gid, home) VALUES ('" + user
                + "', '{PLAIN}pw', 5000, 5000, '')");
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
        database.server().stop();
        try {
            meanwhile.run();
        } finally {
            database.server().start();
            database.awaitAnswer();
            String newcomer = newUser();
            Wait.until(
                    "Postern has its database back",
                    RECOVERY_LIMIT,
                    () -> login(Layout.OWN_FOLDER, newcomer, "pw").startsWith("OK "),
                    MailServerTest::evidence);
        }
    }

    private static String evidence() {
        return postern.log()
                + dovecot(Layout.OWN_FOLDER).log()
                + dovecot(Layout.BASE_DIR).log();
    }

    @ParameterizedTest
    @EnumSource
    void letsInWhoKnowsThePassword(Layout layout) throws IOException {
        for (int i : List.of(1, 2, 3)) {
            String user = "user" + (i == 1 ? "" : i);
            assertThat(login(layout, user + "@snorl.ax", user + "-pw"))
                    .as(MailServerTest::evidence)
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
    @CsvSource({
        "OWN_FOLDER, PLAIN",
        "OWN_FOLDER, CRAM-MD5",
        "OWN_FOLDER, DIGEST-MD5",
        "BASE_DIR, PLAIN",
        "BASE_DIR, CRAM-MD5",
        "BASE_DIR, DIGEST-MD5",
    })
    void speaksMechanisms(Layout layout, String mechanism) throws IOException {
        try (ImapClient client = dovecot(layout).imap()) {
            assertThat(client.authenticate(mechanism, "user3@snorl.ax", "wrong"))
                    .startsWith("NO [AUTHENTICATIONFAILED]");
            assertThat(client.authenticate(mechanism, "user3@snorl.ax", "user3-pw"))
                    .as(MailServerTest::evidence)
                    .startsWith("OK ");
        }
    }

    /** Its mail process asks with ids that use all of 32 bits. */
    @ParameterizedTest
    @EnumSource
    void letsInOverPop3(Layout layout) throws IOException {
        assertThat(dovecot(layout).pop3Login("user2@snorl.ax", "wrong"))
                .isEqualTo("-ERR [AUTH] Authentication failed.");
        assertThat(dovecot(layout).pop3Login("user2@snorl.ax", "user2-pw"))
                .as(MailServerTest::evidence)
                .isEqualTo("+OK Logged in.");
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
                    .as(MailServerTest::evidence)
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

    @ParameterizedTest
    @EnumSource
    void doveadmTakesALoginOver(Layout layout) {
        DovecotMail dovecot = dovecot(layout);
        CommandResult login = doveadm.authLogin(dovecot.login(), dovecot.master(), "user2@snorl.ax", "user2-pw");
        assertThat(login.exit()).as("%s", login).isZero();
        assertThat(login.out()).contains("auth succeeded", "uid=5000", "auth_mech=PLAIN");
        CommandResult wrong = doveadm.authLogin(dovecot.login(), dovecot.master(), "user2@snorl.ax", "wrong");
        assertThat(wrong.exit()).as("%s", wrong).isEqualTo(77);
    }

    @ParameterizedTest
    @EnumSource
    void doveadmKnowsUsers(Layout layout) {
        DovecotMail dovecot = dovecot(layout);
        assertThat(doveadm.user(dovecot.userdb(), "user2@snorl.ax").exit()).isZero();
        assertThat(doveadm.user(dovecot.userdb(), "nobody@snorl.ax").exit()).isEqualTo(67);
        CommandResult all = doveadm.users(dovecot.userdb(), "*");
        assertThat(all.exit()).as("%s", all).isZero();
        assertThat(all.out().lines()).contains("user@snorl.ax", "user2@snorl.ax", "user3@snorl.ax");
    }
}
