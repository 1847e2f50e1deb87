package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A login process and a mail process, each on its socket: unix sockets of the native transport, as in production. */
@Timeout(120)
class HandOffListenerTest {
    private static final String CLIENT_PID = "4294967295";

    /** Dovecot's ids use all of 32 bits. */
    private static final String REQUEST_ID = "2998403073";

    private static final String ITS_OWN_PID =
            "session_pid=" + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private LocalServer server;
    private LocalClient login;
    private String loginSpid = "";
    private String cookie = "";

    @BeforeEach
    void open() throws IOException {
        server = new LocalServer(folder)
                .listen(Protocol.AUTH_CLIENT)
                .listen(Protocol.AUTH_LOGIN)
                .listen(Protocol.AUTH_MASTER)
                .listen(Protocol.AUTH_USERDB);
        server.accounts.put("kim@d.test", Map.of("password", "pw", "uid", "5000", "gid", "5001", "home", "/m/kim"));
        login = process(Protocol.AUTH_LOGIN);
    }

    @AfterEach
    void close() throws IOException {
        login.close();
        server.close();
    }

    /** Connects, and remembers what the greeting holds for the mail process. */
    private LocalClient process(Protocol protocol) throws IOException {
        LocalClient client = server.connect(protocol).send("VERSION\t1\t2\n");
        String line = "";
        while (!line.equals("DONE")) {
            line = client.readLine();
            loginSpid = line.startsWith("SPID\t") ? line : loginSpid;
            cookie = line.startsWith("COOKIE\t") ? line.substring("COOKIE\t".length()) : cookie;
        }
        return client.send("CPID\t" + CLIENT_PID + "\n");
    }

    private static String logIn(LocalClient client, int id, String user) throws IOException {
        String plain = Base64.getEncoder().encodeToString(("\0" + user + "\0pw").getBytes(StandardCharsets.UTF_8));
        return client.send("AUTH\t" + id + "\tPLAIN\tservice=imap\tsecured\tresp=" + plain + "\n")
                .readLine();
    }

    private LocalClient mailProcess(Protocol protocol) throws IOException {
        LocalClient client = server.connect(protocol);
        assertThat(client.readLine()).isEqualTo("VERSION\t1\t1");
        assertThat(client.readLine()).isEqualTo(loginSpid);
        return client.send("VERSION\t1\t1\n");
    }

    private String request(String clientPid, int authId, String cookie, String more) throws IOException {
        try (LocalClient client = mailProcess(Protocol.AUTH_MASTER)) {
            return client.send("REQUEST\t" + REQUEST_ID + "\t" + clientPid + "\t" + authId + "\t" + cookie + "\t" + more
                            + "\trequest_auth_token\n")
                    .readLine();
        }
    }

    private String request(int authId) throws IOException {
        return request(CLIENT_PID, authId, cookie, ITS_OWN_PID);
    }

    private static String refused() {
        return "FAIL\t" + REQUEST_ID;
    }

    @Test
    void handsALoginOnToAMailProcess() throws IOException {
        assertThat(logIn(login, 1, "Kim@D.Test")).startsWith("OK\t1\tuser=kim@d.test\t");
        assertThat(request(1).split("\t"))
                .startsWith("USER", REQUEST_ID, "kim@d.test")
                .containsExactlyInAnyOrder(
                        "USER", REQUEST_ID, "kim@d.test", "uid=5000", "gid=5001", "home=/m/kim", "auth_mech=PLAIN");
    }

    @Test
    void handsItOnOnce() throws IOException {
        logIn(login, 1, "kim@d.test");
        assertThat(request(1)).startsWith("USER\t");
        assertThat(request(1)).isEqualTo(refused());
    }

    @Test
    void refusesAnotherCookiePidOrIdAndKeepsTheRightOneGood() throws IOException {
        logIn(login, 1, "kim@d.test");
        assertThat(request(CLIENT_PID, 1, "0".repeat(32), ITS_OWN_PID)).isEqualTo(refused());
        assertThat(request("4711", 1, cookie, ITS_OWN_PID)).isEqualTo(refused());
        assertThat(request(2)).isEqualTo(refused());
        assertThat(request(CLIENT_PID, 1, cookie, "session_pid=1")).isEqualTo(refused());
        assertThat(request(CLIENT_PID, 1, cookie, "session_pid=me")).isEqualTo(refused());
        assertThat(request(1)).startsWith("USER\t");
    }

    @Test
    void servesAMailProcessThatDoesNotSayItsPid() throws IOException {
        logIn(login, 1, "kim@d.test");
        assertThat(request(CLIENT_PID, 1, cookie, "debug")).startsWith("USER\t");
    }

    @Test
    void aRefusedRequestLeavesItsConnectionToTheNext() throws IOException {
        logIn(login, 1, "kim@d.test");
        try (LocalClient client = mailProcess(Protocol.AUTH_MASTER)) {
            String ticket = "\t" + CLIENT_PID + "\t1\t" + cookie + "\n";
            client.send("REQUEST\t1\t" + CLIENT_PID + "\t9\t" + cookie + "\nREQUEST\t2" + ticket);
            assertThat(client.readLine()).isEqualTo("FAIL\t1");
            assertThat(client.readLine()).startsWith("USER\t2\tkim@d.test");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // who is sent away, who was refused, and who nobody knows about
        "off@d.test, OK",
        "nobody@d.test, FAIL",
        "away@d.test, FAIL",
    })
    void handsNobodyOnWhoMayNotLogInHere(String user, String word) throws IOException {
        server.accounts.put("off@d.test", Map.of("password", "pw", "nologin", "y"));
        server.accounts.put("away@d.test", new Failure.Unavailable("secret detail"));
        assertThat(logIn(login, 1, user)).startsWith(word + "\t1\tuser=" + user);
        assertThat(request(1)).isEqualTo(refused());
    }

    @Test
    void aProxiedUserIsHandedToNobodyButTheProxy() throws IOException {
        server.accounts.put(
                "moved@d.test", Map.of("password", "pw", "proxy", "y", "host", "192.0.2.7", "destuser", "mo"));
        assertThat(logIn(login, 1, "moved@d.test").split("\t"))
                .containsExactlyInAnyOrder(
                        "OK", "1", "user=moved@d.test", "proxy", "host=192.0.2.7", "destuser=mo", "pass=pw");
        assertThat(request(1)).isEqualTo(refused());
    }

    @Test
    void aProxiedUserWhosePasswordNobodyKnowsIsNotSentToCrashTheLoginProcess() throws IOException {
        server.accounts.put("moved@d.test", Map.of("password", "pw", "proxy", "y", "host", "no.address.test"));
        assertThat(logIn(login, 1, "moved@d.test")).contains("code=temp_fail");
    }

    @Test
    void handsNobodyOnWhoCameThroughAnAuthClientSocket() throws IOException {
        try (LocalClient client = process(Protocol.AUTH_CLIENT)) {
            assertThat(logIn(client, 1, "kim@d.test")).startsWith("OK\t1");
            assertThat(request(1)).isEqualTo(refused());
        }
    }

    @Test
    void saysWhenNobodyCanTellWhereTheMailLives() throws IOException {
        logIn(login, 1, "kim@d.test");
        server.accounts.put("kim@d.test", new Failure.Unavailable("secret detail"));
        assertThat(request(1)).isEqualTo(refused());
    }

    @Test
    void saysWhenAUserHasNoMail() throws IOException {
        logIn(login, 1, "kim@d.test");
        server.accounts.put("kim@d.test", AccountResult.Unknown.INSTANCE);
        assertThat(request(1)).isEqualTo("NOTFOUND\t" + REQUEST_ID);
    }

    @Test
    void anAuthUserdbSocketTakesNoRequest() throws IOException {
        logIn(login, 1, "kim@d.test");
        try (LocalClient client = mailProcess(Protocol.AUTH_USERDB)) {
            client.send("REQUEST\t1\t" + CLIENT_PID + "\t1\t" + cookie + "\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void manyLoginsOfOneConnectionAreAskedForInAnyOrder() throws IOException {
        int logins = 200;
        for (int id = 1; id <= logins; id++) {
            server.accounts.put("u" + id + "@d.test", Map.of("password", "pw", "uid", "5000"));
            assertThat(logIn(login, id, "u" + id + "@d.test")).startsWith("OK\t" + id);
        }
        for (int id = logins; id > 0; id--) {
            assertThat(request(id)).startsWith("USER\t" + REQUEST_ID + "\tu" + id + "@d.test\t");
        }
    }
}
