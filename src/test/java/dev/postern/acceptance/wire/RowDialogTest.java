package dev.postern.acceptance.wire;

import dev.postern.acceptance.dovecot.DovecotAuth;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.dovecot.dialog.Dialog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rows say of a login, and what masters may: on the running gateway, and on Dovecot's own auth service. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class RowDialogTest {
    private static final Path DIALOGS =
            Path.of(Objects.requireNonNull(System.getProperty("postern.root")), "src/test/dialogs/rows");

    private static final String FIELDS =
            "allow_nets, fail, nologin, reason, proxy, proxy_maybe, host, destuser, pass, user_x, forward_y";

    private static final String MASTERS = "SELECT password FROM dialog_masters WHERE name = '%u'"
            + " AND domain = right('%{login_user}', length(domain))";

    private static SampleGateway gateway;
    private static DovecotAuth dovecot;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/dialog-rows.sql");
        gateway = SampleGateway.of(workspace, database)
                .auth("{failureDelay: 0, penalty: {max: 0}, masterSeparator: '*'}")
                .listen("auth-login", workspace.path().resolve("auth-login"))
                .more("""
                        passdb:
                          query: >-
                            SELECT name AS "user", password, kind, label, services, valid_until, FIELDS
                            FROM dialog_rows WHERE name = '%u'
                        masterdb:
                          query: >-
                            MASTERS
                        """.replace("FIELDS", FIELDS).replace("MASTERS", MASTERS));
        gateway.start().awaitReady();
        dovecot = DovecotAuth.startWithMasters(
                workspace,
                database,
                "SELECT name AS \"user\", password, " + FIELDS
                        + " FROM dialog_rows WHERE name = '%u' AND kind = 'main'",
                MASTERS);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogs")
    void isPlayedAsItStands(Dialog dialog) throws IOException {
        try (SocketServer server = SocketServer.beside(gateway.authClient())) {
            dialog.play(server);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("likeDovecot")
    void dovecotAnswersAlike(Dialog dialog) throws IOException {
        try (SocketServer server = SocketServer.beside(dovecot.authClient(), DovecotPeer::new)) {
            dialog.play(server);
        }
    }

    private static List<Dialog> dialogs() {
        return Dialog.ofEverySocket(DIALOGS);
    }

    private static List<Dialog> likeDovecot() {
        return dialogs().stream()
                .filter(dialog -> !dialog.headers().containsKey("unlike-dovecot"))
                .toList();
    }
}
