package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.BlackHole;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Postern starts while a firewall or a dying machine stands where its database should be. */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class BlackHoleTest {

    /** {@code queryTimeout} of this test, and the way through other processes. */
    private static final long ANSWER_SECONDS = 1 + 1;

    /** A login that cannot be decided is held back like a refusal: {@code auth.failureDelay} from its arrival. */
    private static final long LOGIN_SECONDS = ANSWER_SECONDS + 2;

    private static SampleGateway gateway;
    private static Postern postern;
    private static Postmap postmap;
    private static Doveadm doveadm;
    private static Submission submission;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        BlackHole hole = workspace.own(BlackHole.open(Ports.free()));
        gateway = SampleGateway.of(workspace, "jdbc:postgresql://127.0.0.1:" + hole.port() + "/mails")
                .database("queryTimeout: 1s");
        postern = gateway.start().awaitLive();
        postmap = Postmap.in(workspace);
        doveadm = Doveadm.in(workspace);
        submission = Submission.start(Postfix.in(workspace, "mta"), "unix:" + gateway.authClient());
    }

    @Test
    void isAliveAndNotReady() throws IOException {
        assertThat(postern.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(postern.get("/health/ready").body()).contains("database: down");
    }

    @Test
    @Timeout(ANSWER_SECONDS)
    void saysThatALookUpHasToWait() {
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isInstanceOf(MapAnswer.Failed.class);
    }

    @Test
    @Timeout(LOGIN_SECONDS)
    void saysThatALoginHasToWait() throws IOException {
        assertThat(submission.plain("user@snorl.ax", "user-pw")).isEqualTo(454);
    }

    @Test
    @Timeout(ANSWER_SECONDS)
    void saysThatAUserHasToWait() {
        assertThat(doveadm.user(gateway.authUserdb(), "user@snorl.ax").exit()).isEqualTo(75);
    }
}
