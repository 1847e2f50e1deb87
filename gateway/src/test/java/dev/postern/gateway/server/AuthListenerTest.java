package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthListenerTest {
    private static final String HELLO = "VERSION\t1\t2\nCPID\t4711\n";

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final FakeAccounts accounts = new FakeAccounts();
    private final Services services = TestServices.of(vertx, metrics, new FakeDirectory(), accounts);
    private final Listeners listeners =
            new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    private int port;

    @BeforeEach
    void open() throws Exception {
        port = FreePort.next();
        listeners
                .open(ListenerConfig.of(Protocol.AUTH_CLIENT, new ListenAddress.Inet("127.0.0.1", port)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, SECONDS);
        accounts.put("kim@d.test", Map.of("password", "pw"));
        accounts.put("off@d.test", Map.of("password", "pw", "nologin", "y", "reason", "Paused"));
        accounts.put("busy@d.test", Map.of("password", "busy"));
        accounts.put("away@d.test", new Failure.Unavailable("secret detail"));
        accounts.put("wrong@d.test", new Failure.Misconfigured("secret detail"));
    }

    @AfterEach
    void close() throws Exception {
        listeners.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
        metrics.close();
    }

    private static String plain(String user, String password) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Client greeted() throws IOException {
        Client client = new Client(port);
        String line = "";
        while (!line.equals("DONE")) {
            line = client.readLine();
        }
        return client.send(HELLO);
    }

    @Test
    void saysEverythingAtAcceptButWhatNeedsAUnixSocket() throws IOException {
        try (Client client = new Client(port)) {
            assertThat(client.readLine()).isEqualTo("VERSION\t1\t2");
            assertThat(client.readLine()).isEqualTo("MECH\tPLAIN\tplaintext");
            assertThat(client.readLine()).isEqualTo("MECH\tLOGIN\tplaintext");
            assertThat(client.readLine()).isEqualTo("MECH\tCRAM-MD5\tdictionary\tactive");
            assertThat(client.readLine()).startsWith("MECH\tDIGEST-MD5");
            assertThat(client.readLine()).startsWith("MECH\tSCRAM-SHA-1");
            assertThat(client.readLine()).startsWith("MECH\tSCRAM-SHA-256");
            assertThat(client.readLine()).isEqualTo("MECH\tOAUTHBEARER\tplaintext");
            assertThat(client.readLine()).isEqualTo("MECH\tXOAUTH2\tplaintext");
            assertThat(client.readLine()).isEqualTo("MECH\tANONYMOUS\tanonymous");
            assertThat(client.readLine()).startsWith("SPID\t");
            assertThat(client.readLine()).startsWith("CUID\t");
            assertThat(client.readLine()).matches("COOKIE\t[0-9a-f]{32}");
            assertThat(client.readLine()).isEqualTo("DONE");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kim@d.test    | kim@d.test | OK 1 user=kim@d.test",
                "KIM@d.test    | Kim@D.test | OK 1 user=kim@d.test original_user=KIM@d.test",
                "off@d.test    | off@d.test | OK 1 user=off@d.test nologin reason=Paused",
                "kim@d.test    | away       | FAIL 1 user=kim@d.test temp code=temp_fail",
                "away@d.test   | away@d.test| FAIL 1 user=away@d.test temp code=temp_fail",
            })
    void judgesTokens(String user, String token, String reply) throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tXOAUTH2\tservice=imap\tresp=" + xoauth2(user, token) + "\n");
            assertThat(fields(client.readLine())).containsExactlyInAnyOrder(reply.split(" "));
        }
    }

    /** A bad one, somebody else's, somebody's who does not exist, and a stored password. */
    @ParameterizedTest
    @CsvSource({"kim@d.test, bad", "kim@d.test, off@d.test", "nobody@d.test, nobody@d.test", "kim@d.test, pw"})
    void explainsARefusedTokenBeforeItFails(String user, String token) throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tXOAUTH2\tservice=imap\tresp=" + xoauth2(user, token) + "\n");
            assertThat(client.readLine())
                    .isEqualTo("CONT\t1\teyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJtYWlsIn0=");
            client.send("CONT\t1\t\n");
            assertThat(client.readLine()).isEqualTo("FAIL\t1\tuser=" + user);
        }
    }

    private static String xoauth2(String user, String token) {
        String message = "user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kim@d.test   | pw    | OK 1 user=kim@d.test",
                "Kim@D.Test   | pw    | OK 1 user=kim@d.test original_user=Kim@D.Test",
                "Kim@D.Test   | wrong | FAIL 1 user=kim@d.test original_user=Kim@D.Test",
                "kim@d.test   | wrong | FAIL 1 user=kim@d.test",
                "nobody@d.test| pw    | FAIL 1 user=nobody@d.test",
                "off@d.test   | pw    | OK 1 user=off@d.test nologin reason=Paused",
                "off@d.test   | wrong | FAIL 1 user=off@d.test",
                "away@d.test  | pw    | FAIL 1 user=away@d.test temp code=temp_fail",
                "wrong@d.test | pw    | FAIL 1 user=wrong@d.test temp code=temp_fail",
                "busy@d.test  | pw    | FAIL 1 user=busy@d.test temp code=temp_fail",
            })
    void answersDovecotsClients(String user, String password, String reply) throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=imap\tresp=" + plain(user, password) + "\n");
            assertThat(fields(client.readLine())).containsExactlyInAnyOrder(reply.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kim@d.test, wrong, FAIL 1 user=kim@d.test",
        "away@d.test, pw, FAIL 1 user=away@d.test temp code=temp_fail"
    })
    void tellsARefusedProxyWhatItForwarded(String user, String password, String reply) throws IOException {
        try (Client client = greeted()) {
            client.send(
                    "AUTH\t1\tPLAIN\tservice=imap\tforward_fields=a=1\001tb=2\tresp=" + plain(user, password) + "\n");
            assertThat(fields(client.readLine())).containsExactly((reply + " forward_a=1 forward_b=2").split(" "));
        }
    }

    private static String[] fields(String line) {
        return line.split("\t");
    }

    @ParameterizedTest
    @CsvSource({"away@d.test", "wrong@d.test", "busy@d.test"})
    void dropsPostfixsConnectionWhereNobodyCanTell(String user) throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp=" + plain(user, "pw") + "\n");
            assertThat(client.readToEnd())
                    .as("a FIN would cost Postfix 3.7 the next login too")
                    .isEqualTo("<reset>");
        }
    }

    @Test
    void neverLetsADisabledUserInThroughPostfix() throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp=" + plain("off@d.test", "pw") + "\n");
            assertThat(client.readLine()).startsWith("FAIL\t1\tuser=off@d.test");
        }
    }

    @Test
    void oneBadRequestHarmsNoOther() throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tNONSENSE\tservice=imap\nAUTH\t2\tPLAIN\tservice=imap\tresp=!!!\n"
                    + "AUTH\t3\tPLAIN\tservice=imap\tresp=" + plain("kim@d.test", "pw") + "\n");
            assertThat(client.readLine()).startsWith("FAIL\t1");
            assertThat(client.readLine()).startsWith("FAIL\t2").contains("code=invalid_base64");
            assertThat(client.readLine()).isEqualTo("OK\t3\tuser=kim@d.test");
        }
    }

    /** The other side is the JDK's own client, written by somebody else. */
    @ParameterizedTest
    @CsvSource({"CRAM-MD5, pw, OK", "CRAM-MD5, wrong, FAIL", "DIGEST-MD5, pw, OK", "DIGEST-MD5, wrong, FAIL"})
    void servesMechanismsThatNeverSendThePassword(String mechanism, String password, String word) throws Exception {
        SaslClient sasl = Sasl.createSaslClient(
                new String[] {mechanism}, null, "imap", "mx.test", Map.of(), callbacks -> answer(callbacks, password));
        try (Client client = greeted()) {
            client.send("AUTH\t1\t" + mechanism + "\tservice=imap\n");
            String line = client.readLine();
            while (line.startsWith("CONT\t1\t")) {
                byte[] challenge = Base64.getDecoder().decode(line.substring("CONT\t1\t".length()));
                byte[] response = sasl.evaluateChallenge(challenge);
                client.send("CONT\t1\t"
                        + (response == null ? "" : Base64.getEncoder().encodeToString(response)) + "\n");
                line = client.readLine();
            }
            assertThat(line).startsWith(word + "\t1\tuser=kim@d.test");
        }
    }

    @ParameterizedTest
    @CsvSource({"pw, OK", "changed, FAIL"})
    void aProofThatFailsAgainstStaleCredentialsIsTemporary(String password, String word) throws Exception {
        accounts.put("kim@d.test", new AccountResult.Account(new UnitValue.Row(Map.of("password", "pw")), 0, true));
        SaslClient sasl = Sasl.createSaslClient(
                new String[] {"CRAM-MD5"}, null, "imap", "mx.test", Map.of(), callbacks -> answer(callbacks, password));
        try (Client client = greeted()) {
            client.send("AUTH\t1\tCRAM-MD5\tservice=imap\n");
            byte[] challenge = Base64.getDecoder().decode(client.readLine().substring("CONT\t1\t".length()));
            client.send("CONT\t1\t" + Base64.getEncoder().encodeToString(sasl.evaluateChallenge(challenge)) + "\n");
            String line = client.readLine();
            assertThat(line).startsWith(word + "\t1\t");
            assertThat(line.contains("code=temp_fail")).isEqualTo(word.equals("FAIL"));
        }
    }

    private static void answer(Callback[] callbacks, String password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName("kim@d.test");
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            } else if (callback instanceof RealmCallback realm) {
                realm.setText("");
            }
        }
    }

    @Test
    void aSourceThatIsAwayIsNeverAFailedProof() throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tCRAM-MD5\tservice=imap\n");
            assertThat(client.readLine()).startsWith("CONT\t1\t");
            String proof = "away@d.test " + "0".repeat(32);
            client.send(
                    "CONT\t1\t" + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)) + "\n");
            assertThat(client.readLine()).contains("code=temp_fail");
        }
    }

    @Test
    void whoseTimeIsOverHearsItAfterTheRightPasswordOnly() throws IOException {
        accounts.put("old@d.test", Map.of("password", "pw", "valid_until", "2020-01-01T00:00:00Z"));
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=imap\tresp=" + plain("old@d.test", "pw") + "\n");
            assertThat(client.readLine())
                    .isEqualTo("FAIL\t1\tuser=old@d.test\tcode=pass_expired\treason=Password expired");
            client.send("AUTH\t2\tPLAIN\tservice=imap\tresp=" + plain("old@d.test", "wrong") + "\n");
            assertThat(client.readLine()).isEqualTo("FAIL\t2\tuser=old@d.test");
        }
    }

    @Test
    void whoMayNotUseTheServiceHearsWhatAWrongPasswordHears() throws IOException {
        accounts.put("imap@d.test", Map.of("password", "pw", "services", "imap"));
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp=" + plain("imap@d.test", "pw") + "\n");
            assertThat(client.readLine()).isEqualTo("FAIL\t1\tuser=imap@d.test");
            client.send("AUTH\t2\tPLAIN\tprotocol=imap\tresp=" + plain("imap@d.test", "pw") + "\n");
            assertThat(client.readLine()).isEqualTo("OK\t2\tuser=imap@d.test");
        }
    }

    @Test
    void aProxyWithoutAnAddressIsNeverHalfMade() throws IOException {
        accounts.put("moved@d.test", Map.of("password", "pw", "proxy", "y"));
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=imap\tresp=" + plain("moved@d.test", "pw") + "\n");
            assertThat(client.readLine()).contains("temp", "code=temp_fail");
        }
    }

    @Test
    void saysAgainWhatAProxyHasForwarded() throws IOException {
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=imap\tforward_fields=ip=192.0.2.1\u0001tnote=a\u00011tb\tresp="
                    + plain("kim@d.test", "pw") + "\n");
            assertThat(client.readLine())
                    .isEqualTo("OK\t1\tuser=kim@d.test\tforward_ip=192.0.2.1\tforward_note=a\u0001tb");
        }
    }

    @Test
    void garbageEndsItsConnectionAndNothingElse() throws IOException {
        try (Client client = new Client(port)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(client.readToEnd()).contains("DONE");
        }
        try (Client client = greeted()) {
            client.send("AUTH\t1\tPLAIN\tservice=imap\tresp=" + plain("kim@d.test", "pw") + "\n");
            assertThat(client.readLine()).isEqualTo("OK\t1\tuser=kim@d.test");
        }
    }
}
