package dev.postern.acceptance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.dovecot.dialog.Dialog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialog of the auth sockets, on the running gateway. */
@Acceptance
class DialogTest {
    private static final Path DIALOGS =
            Path.of(Objects.requireNonNull(System.getProperty("postern.root")), "src/test/dialogs");

    private static final String AUTH =
            "{failureDelay: 0, penalty: {max: 0}, mechanisms: [PLAIN, LOGIN, CRAM-MD5, DIGEST-MD5, SCRAM-SHA-1,"
                    + " SCRAM-SHA-256, SCRAM-SHA-256-PLUS, OAUTHBEARER, XOAUTH2, EXTERNAL, ANONYMOUS],"
                    + " oauth2: {introspectionUrl: '%s'}}";

    private static final String QUERIES = """
            passdb:
              query: >-
                SELECT userid AS "user", password, nopassword, user_quota, nologin, reason, proxy, host, destuser
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

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("dialogs")
    void isPlayedAsItStands(String socket, Dialog dialog) throws IOException {
        SampleGateway host = dialog.needs("outage") ? withoutDatabase : gateway;
        play(dialog, RawConnection.to(host.authClient().resolveSibling(socket)), false);
        if (socket.equals("auth-client") && !dialog.needs("unix")) {
            play(dialog, RawConnection.to(host.authPort()), true);
        }
    }

    private static Stream<Arguments> dialogs() {
        return Stream.of("auth-client", "auth-login", "auth-userdb", "auth-master")
                .flatMap(socket ->
                        Dialog.load(DIALOGS.resolve(socket)).stream().map(dialog -> Arguments.of(socket, dialog)));
    }

    private static void play(Dialog dialog, RawConnection connection, boolean overTcp) throws IOException {
        try (connection) {
            SocketPeer peer = new SocketPeer(connection, overTcp);
            dialog.play(peer);
            assertThat(peer.isSilent())
                    .as("nothing comes after the end of %s", dialog)
                    .isTrue();
        }
    }
}
