package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of docs/failure.md: while it lasts nobody is refused who would not be refused without it, and when it is over
 * everything works again by itself, on the sessions that there were as well.
 */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class FaultTest {
    /** A line that an operator reads, with a stack trace behind it: a fault is told in a line. */
    private static final String A_BUG = "(?m)^\\S+ (?:INFO|WARN|ERROR) .*\\R[\\w.$]+Exception";

    private static FaultSite site;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        site = FaultSite.start(workspace);
    }

    @ParameterizedTest
    @EnumSource
    void refusesNobodyAndRecovers(Fault fault) throws Exception {
        String known = site.newUser();
        site.awaitRecovery(known);
        String unasked = site.newUser();
        try (SmtpClient session = site.submission.postfix().connect()) {
            session.ehlo();
            session.mailFrom("sender@example.org");
            assertThat(session.rcptTo(FaultSite.anew(known)).code()).isEqualTo(250);
            fault.during(site, () -> {
                refusesNobody(known);
                refusesNobody(unasked);
                assertThat(session.rcptTo(FaultSite.anew(known)).code()).isIn(250, 451);
            });
            site.awaitRecovery(unasked);
            String later = site.newUser();
            Wait.until(
                    "the session goes on",
                    FaultSite.RECOVERY_LIMIT,
                    () -> session.rcptTo(FaultSite.anew(later)).code() == 250,
                    site.postern()::log);
        }
        assertThat(site.postern().log()).doesNotContainPattern(A_BUG);
    }

    private static void refusesNobody(String user) throws IOException {
        assertThat(site.rcpt(user)).as("mail to %s", user).isIn(250, 451);
        assertThat(site.login(user)).as("login of %s", user).isIn(235, 454);
        assertThat(site.userdb(user)).as("userdb of %s", user).isIn(0, 75);
    }
}
