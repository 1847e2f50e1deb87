package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.password.VerifierLimits;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More passwords than can be verified: one hash of a second runs, one waits, and no more may. */
class HashOverloadTest {

    /** Of a password that nobody knows. */
    private static final String SLOW = "{BLF-CRYPT}$2b$14$abcdefghijklmnopqrstuuKzGWl8zTr8OOjVfPwVtWBW6OTiTmbQm";

    private static final int TRIES = 8;

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final FakeAccounts accounts = new FakeAccounts();
    private final FakeDirectory directory = new FakeDirectory();
    private final PasswordCheck passwords =
            new PasswordCheck(AuthConfig.defaults(), new VerifierLimits(1, 1, Duration.ofMinutes(1), 64));
    private final Services services = TestServices.of(vertx, metrics, directory, accounts, passwords);
    private final Listeners listeners =
            new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    private int authPort;
    private int lookupPort;

    @BeforeEach
    void open() throws Exception {
        authPort = open(Protocol.AUTH_CLIENT);
        lookupPort = open(Protocol.SOCKETMAP);
        accounts.put("kim@d.test", Map.of("password", SLOW));
    }

    private int open(Protocol protocol) throws Exception {
        int port = FreePort.next();
        listeners
                .open(ListenerConfig.of(protocol, new ListenAddress.Inet("127.0.0.1", port)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, SECONDS);
        return port;
    }

    @AfterEach
    void close() throws Exception {
        listeners.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
        passwords.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
        metrics.close();
    }

    private Client greeted() throws IOException {
        Client client = new Client(authPort);
        String line = "";
        while (!line.equals("DONE")) {
            line = client.readLine();
        }
        return client.send("VERSION\t1\t2\nCPID\t4711\n");
    }

    private static String plain(String user, String password) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String tries(String parameters, String user) {
        StringBuilder all = new StringBuilder();
        for (int id = 1; id <= TRIES; id++) {
            all.append("AUTH\t" + id + "\tPLAIN\tservice=imap\t" + parameters + "resp=" + plain(user, "guess " + id)
                    + "\n");
        }
        return all.toString();
    }

    @Test
    void isTemporaryTroubleAtOnceWhileLookUpsGoOn() throws IOException {
        directory.put("kim", "user");
        try (Client client = greeted();
                Client lookups = new Client(lookupPort)) {
            client.send(tries("", "kim@d.test"));
            for (int reply = 0; reply < TRIES - 2; reply++) {
                assertThat(client.readLine()).startsWith("FAIL\t").contains("\ttemp", "code=temp_fail");
            }
            assertThat(lookups.send("5:m kim,").read(10)).isEqualTo("7:OK user,");
        }
    }

    /** A FAIL would be a wrong password to Postfix. */
    @Test
    void isADroppedConnectionForPostfix() throws IOException {
        try (Client client = greeted()) {
            client.send(tries("nologin\t", "kim@d.test"));
            assertThat(client.readToEnd()).isEqualTo("<reset>");
        }
    }

    /** Otherwise an attacker who fills the pool would hear who exists. */
    @Test
    void isTheSameForUnknownUsers() throws IOException {
        try (Client client = greeted()) {
            client.send(tries("", "kim@d.test") + "AUTH\t100\tPLAIN\tservice=imap\tresp=" + plain("nobody@d.test", "x")
                    + "\n");
            String line = "";
            for (int reply = 0; reply < TRIES - 2 + 1; reply++) {
                line = client.readLine();
                assertThat(line).contains("code=temp_fail");
            }
            assertThat(line).startsWith("FAIL\t100\t");
        }
    }
}
