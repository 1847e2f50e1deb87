package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of docs/failure.md: while it lasts nobody is refused who would not be refused without it, and when it is over
 * everything works again by itself, on the sessions that there were as well.
 */
@MailServerTests
class FaultTest {
    /** A line that an operator reads, with a stack trace behind it: a fault is told in a line. */
    private static final String A_BUG = "(?m)^\\S+ (?:INFO|WARN|ERROR) .*\\R[\\w.$]+Exception";

    private static final ExecutorService CLIENTS = Executors.newCachedThreadPool();

    /** {@code database.connections}, those for lists of users, and the one that listens: docs/failure.md. */
    private static final int MOST_CONNECTIONS = 4 + 2 + 1;

    private static FaultSite site;
    private static Mailboxes mailboxes;
    private static ConnectionWatch connections;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        site = new FaultSite(workspace);
        mailboxes = Mailboxes.of(workspace, site.gateway);
        connections = workspace.own(ConnectionWatch.to(site.wire.port(), site.second.port()));
        site.start(workspace);
        mailboxes.start(workspace);
    }

    @AfterAll
    static void sendClientsHome() {
        CLIENTS.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void refusesNobodyAndRecovers(Fault fault) throws Exception {
        String known = site.newUser();
        awaitRecovery(known);
        String unasked = site.newUser();
        try (SmtpClient sending = site.submission().postfix().connect();
                ImapClient reading = mailboxes.session(known, FaultSite.PASSWORD)) {
            sending.ehlo();
            sending.mailFrom("sender@example.org");
            assertThat(sending.rcptTo(FaultSite.anew(known)).code()).isEqualTo(250);
            fault.during(site, () -> {
                refusesNobody(List.of(known, unasked));
                assertThat(sending.rcptTo(FaultSite.anew(known)).code()).isIn(250, 451);
                assertThat(reading.command("SELECT INBOX")).last().asString().startsWith("a OK ");
            });
            new Recovery(site, mailboxes, unasked).await(fault, CLIENTS);
            String later = site.newUser();
            Wait.until(
                    "the session goes on",
                    FaultSite.RECOVERY_LIMIT,
                    () -> sending.rcptTo(FaultSite.anew(later)).code() == 250,
                    site.postern()::log);
            assertThat(reading.command("NOOP")).last().asString().startsWith("a OK ");
        }
        assertThat(connections.most()).isBetween(1, MOST_CONNECTIONS);
        assertThat(site.postern().log()).doesNotContainPattern(A_BUG);
    }

    private static void awaitRecovery(String user) {
        site.awaitRecovery(user);
        mailboxes.awaitRecovery(user, FaultSite.PASSWORD);
    }

    /** What everybody hears who asks at the same time. */
    private static void refusesNobody(List<String> users) throws Exception {
        List<Callable<Void>> visits = new ArrayList<>();
        for (String user : users) {
            visits.add(() -> postfixRefusesNot(user));
            visits.add(() -> dovecotRefusesNot(user));
        }
        for (Future<Void> visit : CLIENTS.invokeAll(visits)) {
            visit.get();
        }
    }

    private static Void postfixRefusesNot(String user) throws IOException {
        assertThat(site.rcpt(user)).as("mail to %s", user).isIn(250, 451);
        assertThat(site.login(user)).as("login of %s", user).isIn(235, 454);
        return null;
    }

    private static Void dovecotRefusesNot(String user) throws IOException {
        assertThat(site.userdb(user)).as("userdb of %s", user).isIn(0, 75);
        mailboxes.refuseNot(user, FaultSite.PASSWORD);
        return null;
    }
}
