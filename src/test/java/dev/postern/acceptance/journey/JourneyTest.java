package dev.postern.acceptance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a mail program to its owner, in each tutorial's tables, with Postern as the only one who knows anybody. */
@MailServerTests
class JourneyTest {

    /** The queue manager looks at once; a busy machine may take its time. */
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(60);

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void bringsAMessageFromItsSenderToItsOwner(Tutorial tutorial) throws IOException {
        try (Workspace workspace = Workspace.create()) {
            JourneySite site = JourneySite.start(workspace, tutorial);
            refusesAWrongPassword(site, tutorial);
            submits(site, tutorial);
            submitsThroughDovecot(site, tutorial);
            comesFromElsewhere(site, tutorial);
            isReadByItsOwner(site);
        }
    }

    private static void refusesAWrongPassword(JourneySite site, Tutorial tutorial) throws IOException {
        try (SmtpClient smtp = site.submission();
                ImapClient imap = site.imap()) {
            assertThat(smtp.auth(tutorial.mechanism(), Tutorial.LOGIN, "wrong").code())
                    .isEqualTo(535);
            assertThat(imap.login(Tutorial.LOGIN, "wrong")).startsWith("NO [AUTHENTICATIONFAILED]");
        }
    }

    private static void submits(JourneySite site, Tutorial tutorial) throws IOException {
        try (SmtpClient smtp = site.submission()) {
            assertThat(smtp.auth(tutorial.mechanism(), Tutorial.LOGIN, Tutorial.PASSWORD)
                            .code())
                    .as(site::evidence)
                    .isEqualTo(235);
            sendsAsOneselfOnly(site, smtp, tutorial);
            assertThat(smtp.data("submitted").code()).isEqualTo(250);
        }
    }

    private static void submitsThroughDovecot(JourneySite site, Tutorial tutorial) throws IOException {
        try (SmtpClient smtp = site.dovecotSubmission()) {
            assertThat(smtp.auth(tutorial.mechanism(), Tutorial.LOGIN, Tutorial.PASSWORD)
                            .code())
                    .as(site::evidence)
                    .isEqualTo(235);
            smtp.ehlo();
            sendsAsOneselfOnly(site, smtp, tutorial);
            assertThat(smtp.data("through Dovecot").code()).isEqualTo(250);
        }
    }

    private static void sendsAsOneselfOnly(JourneySite site, SmtpClient smtp, Tutorial tutorial) throws IOException {
        for (String foreign : new String[] {"user2@snorl.ax", "nobody@snorl.ax"}) {
            smtp.mailFrom(foreign);
            assertThat(smtp.rcptTo(tutorial.recipient()).code())
                    .as(site::evidence)
                    .isEqualTo(553);
            smtp.send("RSET");
        }
        smtp.mailFrom(tutorial.sender());
        assertThat(smtp.rcptTo("nobody@snorl.ax").code()).as(site::evidence).isEqualTo(550);
        assertThat(smtp.rcptTo(tutorial.recipient()).code()).as(site::evidence).isEqualTo(250);
    }

    private static void comesFromElsewhere(JourneySite site, Tutorial tutorial) throws IOException {
        try (SmtpClient smtp = site.postfix().connect()) {
            smtp.ehlo();
            smtp.mailFrom("sender@example.net");
            assertThat(smtp.rcptTo("nobody@snorl.ax").code()).isEqualTo(550);
            assertThat(smtp.rcptTo("user@relayed.example").code()).isEqualTo(554);
            assertThat(smtp.rcptTo(tutorial.recipient()).code()).isEqualTo(250);
            assertThat(smtp.data("from elsewhere").code()).isEqualTo(250);
        }
    }

    private static void isReadByItsOwner(JourneySite site) throws IOException {
        try (ImapClient imap = site.imap()) {
            assertThat(imap.login(Tutorial.LOGIN, Tutorial.PASSWORD))
                    .as(site::evidence)
                    .startsWith("OK ");
            Wait.until(
                    "three messages",
                    DELIVERY_LIMIT,
                    () -> imap.command("STATUS INBOX (MESSAGES)").contains("* STATUS INBOX (MESSAGES 3)"),
                    site::evidence);
            imap.command("SELECT INBOX");
            assertThat(imap.command("FETCH 1:* BODY[HEADER.FIELDS (SUBJECT)]"))
                    .contains("Subject: submitted", "Subject: through Dovecot", "Subject: from elsewhere");
            assertThat(imap.command("FETCH 1:* BODY[HEADER.FIELDS (DELIVERED-TO)]"))
                    .filteredOn(line -> line.startsWith("Delivered-To: "))
                    .hasSize(3)
                    .allMatch(line -> line.endsWith("+x@snorl.ax"));
        }
    }
}
