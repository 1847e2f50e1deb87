package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.dovecot.DovecotMail;
import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.Layout;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import dev.postern.acceptance.smtp.SmtpReply;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Dovecot makes of the users that Postern names: its quotas, and its administrator's commands. */
@MailServerTests
class MailUsersTest {
    private static final int UNKNOWN = 67;
    private static final int REFUSED = 77;

    private static MailSite site;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        site = new MailSite(workspace).start(workspace, "{failureDelay: 0, penalty: {max: 0}}");
    }

    private static DovecotMail dovecot(Layout layout) {
        return site.dovecot(layout);
    }

    /** One user of that name for each layout. */
    private static String user(String name, Layout layout) {
        String user = name + "." + layout.name().toLowerCase(Locale.ROOT) + "@snorl.ax";
        site.addUser(user);
        return user;
    }

    private static SmtpReply deliver(Layout layout, String user, int bytes) throws IOException {
        try (SmtpClient lmtp = dovecot(layout).lmtp()) {
            lmtp.mailFrom("sender@example.org");
            SmtpReply recipient = lmtp.rcptTo(user);
            return recipient.code() == 250 ? lmtp.data("quota", "x".repeat(bytes)) : recipient;
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsAUserToTheQuota(Layout layout) throws IOException {
        String user = user("quota", layout);
        site.database.execute("UPDATE users SET quota_bytes = 4096 WHERE userid = '" + user + "'");
        assertThat(deliver(layout, user, 100).code()).as(site::evidence).isEqualTo(250);
        // 2.4 lets one message go beyond it, by up to quota_storage_grace.
        SmtpReply first = deliver(layout, user, 900 * 8);
        SmtpReply refused = first.code() == 250 ? deliver(layout, user, 900 * 8) : first;
        assertThat(refused.code()).as("%s", refused).isEqualTo(552);
        assertThat(refused.lines().get(0)).contains("5.2.2", "Quota exceeded");
        try (ImapClient imap = dovecot(layout).imap()) {
            assertThat(imap.login(user, "pw")).startsWith("OK ");
            assertThat(imap.command("GETQUOTAROOT INBOX"))
                    .anyMatch(line -> line.matches("\\* QUOTA \"User quota\" \\(STORAGE \\d+ 4\\)"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsNobodyToAQuotaThatIsNotThere(Layout layout) throws IOException {
        String user = user("unlimited", layout);
        assertThat(deliver(layout, user, 900 * 8).code()).as(site::evidence).isEqualTo(250);
    }

    @ParameterizedTest
    @EnumSource
    void doveadmFindsUsersWhereDovecotDoes(Layout layout) {
        Doveadm doveadm = dovecot(layout).doveadm();
        CommandResult known = doveadm.run("user", "user2@snorl.ax");
        assertThat(known.exit()).as("%s", known).isZero();
        assertThat(known.out()).contains("5000", "homes/user2@snorl.ax");
        assertThat(doveadm.run("user", "nobody@snorl.ax").exit()).isEqualTo(UNKNOWN);
        CommandResult all = doveadm.run("user", "*");
        assertThat(all.exit()).as("%s", all).isZero();
        assertThat(all.out().lines()).contains("user@snorl.ax", "user2@snorl.ax", "user3@snorl.ax");
        assertThat(doveadm.run("user", "user2*").out().lines()).containsExactly("user2@snorl.ax");
    }

    @ParameterizedTest
    @EnumSource
    void doveadmFindsWhatLoginsGet(Layout layout) {
        Doveadm doveadm = dovecot(layout).doveadm();
        CommandResult known = doveadm.run("auth", "lookup", "user2@snorl.ax");
        assertThat(known.exit()).as("%s", known).isZero();
        assertThat(known.out()).contains("user2@snorl.ax").doesNotContain("password", "argon2");
        assertThat(doveadm.run("auth", "lookup", "nobody@snorl.ax").exit()).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void doveadmTriesPasswords(Layout layout) {
        Doveadm doveadm = dovecot(layout).doveadm();
        CommandResult right = doveadm.authTest(site.gateway.authClient(), "user2@snorl.ax", "user2-pw");
        assertThat(right.exit()).as("%s", right).isZero();
        assertThat(doveadm.authTest(site.gateway.authClient(), "user2@snorl.ax", "wrong")
                        .exit())
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void doveadmTakesALoginOver(Layout layout) {
        DovecotMail dovecot = dovecot(layout);
        Doveadm doveadm = dovecot.doveadm();
        CommandResult login = doveadm.authLogin(dovecot.login(), dovecot.master(), "user2@snorl.ax", "user2-pw");
        assertThat(login.exit()).as("%s", login).isZero();
        assertThat(login.out()).contains("auth succeeded", "uid=5000", "auth_mech=PLAIN");
        CommandResult wrong = doveadm.authLogin(dovecot.login(), dovecot.master(), "user2@snorl.ax", "wrong");
        assertThat(wrong.exit()).as("%s", wrong).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void doveadmMakesPosternForgetWhatItKnows(Layout layout) throws IOException {
        String user = user("changed", layout);
        assertThat(login(layout, user, "pw")).startsWith("OK ");
        site.database.execute("UPDATE users SET password = '{PLAIN}new' WHERE userid = '" + user + "'");
        CommandResult flush = dovecot(layout).doveadm().run("auth", "cache", "flush", user);
        assertThat(flush.exit()).as("%s", flush).isZero();
        assertThat(flush.out() + flush.err()).containsPattern("[1-9][0-9]* cache entries flushed");
        assertThat(login(layout, user, "pw")).startsWith("NO [AUTHENTICATIONFAILED]");
        assertThat(login(layout, user, "new")).startsWith("OK ");
    }

    private static String login(Layout layout, String user, String password) throws IOException {
        try (ImapClient imap = dovecot(layout).imap()) {
            return imap.login(user, password);
        }
    }
}
