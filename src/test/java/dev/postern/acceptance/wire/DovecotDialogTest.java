package dev.postern.acceptance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.DovecotAuth;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.dovecot.dialog.Dialog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dialogs on Dovecot's own auth server, but for those that say where Postern is unlike it. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class DovecotDialogTest {
    private static final Path DIALOGS =
            Path.of(Objects.requireNonNull(System.getProperty("postern.root")), "src/test/dialogs");

    private static final String MECHANISMS =
            "{mechanisms: [PLAIN, LOGIN, CRAM-MD5, DIGEST-MD5, SCRAM-SHA-1, SCRAM-SHA-256, OAUTHBEARER, XOAUTH2,"
                    + " EXTERNAL, ANONYMOUS], oauth2: {introspectionUrl: 'https://id.test/introspect'}}";

    private static Database database;
    private static DovecotAuth dovecot;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/dialog-accounts.sql");
        database.execute(
                "INSERT INTO users (userid, uid, gid, home) SELECT userid, uid, gid, home FROM dialog_accounts");
        dovecot = DovecotAuth.start(
                workspace,
                database,
                "SELECT userid AS \"user\", password, nopassword, user_quota, nologin, reason, proxy, host, destuser,"
                        + " allow_nets FROM dialog_accounts WHERE userid = '%u'",
                "SELECT uid, gid, home FROM dialog_accounts WHERE userid = '%u'");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogs")
    void dovecotAnswersAlike(Dialog dialog) throws IOException {
        try (SocketServer server = SocketServer.beside(dovecot.authClient(), DovecotPeer::new)) {
            dialog.play(server);
        }
    }

    @Test
    void mechanismsAreAnnouncedAlike(Workspace workspace) throws IOException {
        SampleGateway gateway = SampleGateway.of(workspace, database).auth(MECHANISMS);
        gateway.start();
        assertThat(announced(gateway.authClient()))
                .containsExactlyInAnyOrderElementsOf(announced(dovecot.authClient()));
    }

    private static List<String> announced(Path socket) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RawConnection connection = RawConnection.to(socket)) {
            for (String line = connection.readUntil('\n'); !line.equals("DONE\n"); line = connection.readUntil('\n')) {
                if (line.startsWith("MECH\t")) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static Stream<Dialog> dialogs() {
        return Dialog.ofEverySocket(DIALOGS).stream()
                .filter(dialog -> !dialog.headers().containsKey("unlike-dovecot") && !dialog.needs("outage"));
    }
}
