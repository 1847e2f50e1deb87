package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.dovecot.DovecotAuth;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same questions to Postern and to Dovecot's auth service, both on the same tables. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class DoveadmTest {
    private static SampleGateway gateway;
    private static DovecotAuth dovecot;
    private static Doveadm doveadm;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        gateway = SampleGateway.of(workspace, database);
        gateway.start().awaitReady();
        dovecot = DovecotAuth.start(workspace, database);
        doveadm = Doveadm.in(workspace);
    }

    @ParameterizedTest
    @CsvSource({
        // each stored in another scheme
        "user@snorl.ax, user-pw, 0",
        "user2@snorl.ax, user2-pw, 0",
        "user3@snorl.ax, user3-pw, 0",
        // names are folded, passwords are not
        "User3@Snorl.AX, user3-pw, 0",
        "user3@snorl.ax, User3-pw, 77",
        // another's password, a part of one, more than one, nobody's
        "user3@snorl.ax, user-pw, 77",
        "user@snorl.ax, user-p, 77",
        "user@snorl.ax, user-pw1, 77",
        "nobody@snorl.ax, user-pw, 77",
        "user, user-pw, 77",
        // names that no query may see
        "user'--@snorl.ax, user-pw, 77",
        "%@snorl.ax, user-pw, 77",
    })
    void judgesLoginsAsDovecotDoes(String user, String password, int exit) {
        CommandResult answer = doveadm.authTest(gateway.authClient(), user, password);
        assertThat(answer.exit()).as("%s", answer).isEqualTo(exit);
        CommandResult reference = doveadm.authTest(dovecot.authClient(), user, password);
        assertThat(answer.exit()).isEqualTo(reference.exit());
        assertThat(told(answer)).isEqualTo(told(reference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user@snorl.ax", "user2@snorl.ax", "User3@Snorl.AX", "nobody@snorl.ax", "kim@snorl.ax", "user"})
    void knowsUsersAsDovecotDoes(String user) {
        CommandResult answer = doveadm.user(gateway.authUserdb(), user);
        CommandResult reference = doveadm.user(dovecot.authUserdb(), user);
        assertThat(answer.exit()).as("%s", answer).isEqualTo(reference.exit());
        assertThat(answer.out().lines())
                .containsExactlyInAnyOrderElementsOf(reference.out().lines().toList());
    }

    /** What a client may rely on: Dovecot also prints empty fields, and the name as it was typed. */
    private static List<String> told(CommandResult answer) {
        return answer.out()
                .lines()
                .filter(line -> !line.isBlank() && !line.contains("original_user="))
                .toList();
    }
}
