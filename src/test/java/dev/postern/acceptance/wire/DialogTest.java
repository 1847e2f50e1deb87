package dev.postern.acceptance.wire;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Ports;
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

/** Every dialog of the auth sockets, on the running gateway. */
@Acceptance
class DialogTest {
    private static final Path DIALOGS =
            Path.of(Objects.requireNonNull(System.getProperty("postern.root")), "src/test/dialogs");

    private static final String AUTH =
            "{failureDelay: 0, penalty: {max: 0}, defaultDomain: example.org, mechanisms: [PLAIN, LOGIN, CRAM-MD5, DIGEST-MD5, SCRAM-SHA-1,"
                    + " SCRAM-SHA-256, SCRAM-SHA-1-PLUS, SCRAM-SHA-256-PLUS, OAUTHBEARER, XOAUTH2, EXTERNAL, ANONYMOUS],"
                    + " oauth2: {introspectionUrl: '%s'}}";

    private static final String QUERIES = """
            passdb:
              query: >-
                SELECT userid AS "user", password, nopassword, user_quota, nologin, reason, proxy, host, destuser,
                       allow_nets
                FROM dialog_accounts WHERE userid = '%u'
            userdb:
              query: SELECT uid, gid, home FROM dialog_accounts WHERE userid = '%u'
              iterate: SELECT userid AS username FROM dialog_accounts
            """;

    private static SampleGateway gateway;
    private static SampleGateway withoutDatabase;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/dialog-accounts.sql");
        gateway = SampleGateway.of(workspace, database)
                .auth(AUTH.formatted(workspace.own(new TokenIssuer()).url()))
                .listen("auth-login", workspace.path().resolve("auth-login"))
                .listen("auth-master", workspace.path().resolve("auth-master"))
                .more(QUERIES);
        gateway.start().awaitReady();
        withoutDatabase = SampleGateway.of(
                        workspace.own(Workspace.create()), "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/none")
                .more(QUERIES);
        withoutDatabase.start().awaitLive();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogs")
    void isPlayedAsItStands(Dialog dialog) throws IOException {
        SampleGateway host = dialog.needs("outage") ? withoutDatabase : gateway;
        try (SocketServer server = SocketServer.beside(host.authClient())) {
            dialog.play(server);
        }
        if (dialog.socket().equals("auth-client") && !dialog.needs("unix")) {
            try (SocketServer server = SocketServer.on(host.authPort())) {
                dialog.play(server);
            }
        }
    }

    private static List<Dialog> dialogs() {
        return Dialog.ofEverySocket(DIALOGS);
    }
}
