package dev.postern.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference itself: a Dovecot auth service that reads the tutorial's tables. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class DovecotAuthTest {
    private static DovecotAuth dovecot;
    private static Doveadm doveadm;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        dovecot = DovecotAuth.start(workspace, workspace.own(Database.ofSampleSite()));
        doveadm = Doveadm.in(workspace);
    }

    @ParameterizedTest
    @CsvSource({
        // each stored in another scheme
        "user@snorl.ax, user-pw, 0",
        "user2@snorl.ax, user2-pw, 0",
        "user3@snorl.ax, user3-pw, 0",
        // another's password, and nobody's
        "user3@snorl.ax, user-pw, 77",
        "nobody@snorl.ax, user-pw, 77",
    })
    void judgesPasswords(String user, String password, int exit) {
        CommandResult result = doveadm.authTest(dovecot.authClient(), user, password);
        assertThat(result.exit()).as("%s", result).isEqualTo(exit);
    }

    @Test
    void knowsWhereMailLives() {
        CommandResult result = doveadm.user(dovecot.authUserdb(), "user2@snorl.ax");
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.out()).contains("/var/mail/vhosts/snorl.ax/mails/user2", "5000");
    }

    @Test
    void knowsWhoIsUnknown() {
        assertThat(doveadm.user(dovecot.authUserdb(), "nobody@snorl.ax").exit()).isEqualTo(67);
    }
}
