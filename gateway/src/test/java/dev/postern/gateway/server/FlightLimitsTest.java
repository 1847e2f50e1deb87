package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.LookupResult.NotFound;
import dev.postern.gateway.password.VerifierLimits;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask more than they can be answered. */
@Timeout(120)
class FlightLimitsTest {
    private static final int REQUESTS = 100_000;

    /** Of a thousand bytes each, on the way there or back. */
    private static final int LONG_REQUESTS = 20_000;

    /** What a standing connection may hold on both sides: the kernel's buffers of a unix socket, and a few chunks. */
    private static final int BUFFERS = 4 << 20;

    private static final int MAX_EXCHANGES = 1_024;

    /** A cancelled exchange is decided all the same; as many again, and those of the chunk that was just read. */
    private static final int MAX_DECISIONS = 4 * MAX_EXCHANGES;

    /** More than may be decided at once and the kernel takes of a client that is not read. */
    private static final int CANCELLED = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String plain(String user) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0pw").getBytes(StandardCharsets.UTF_8));
    }

    private static LocalClient greeted(LocalServer server) throws IOException {
        LocalClient client = server.connect(Protocol.AUTH_CLIENT);
        while (!client.readLine().equals("DONE")) {
            // the greeting goes on
        }
        return client.send("VERSION\t1\t2\nCPID\t4711\n");
    }

    @Test
    void readsNoFurtherWhileAnAnswerIsFetched() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.SOCKETMAP);
                LocalClient client = server.connect(Protocol.SOCKETMAP)) {
            String filling = "x".repeat(996);
            client.flood(LONG_REQUESTS, i -> i == 0 ? "6:m slow," : "1000:m nf" + filling + ",");
            Promise<LookupResult> first = server.directory.held.take();
            assertThat(client.awaitStandstill()).isLessThan(BUFFERS);
            assertThat(server.directory.asked).hasValue(1);
            first.complete(NotFound.INSTANCE);
            for (int i = 0; i < LONG_REQUESTS; i++) {
                assertThat(client.readUntil(',')).isEqualTo("9:NOTFOUND ,");
            }
        }
    }

    @Test
    void readsNoFurtherWhileItsRepliesAreNotRead() throws Exception {
        String value = "v".repeat(1_000);
        try (LocalServer server = new LocalServer(folder).listen(Protocol.SOCKETMAP);
                LocalClient client = server.connect(Protocol.SOCKETMAP)) {
            server.directory.put("key", value);
            client.flood(LONG_REQUESTS, i -> "5:m key,");
            client.awaitStandstill();
            assertThat((long) server.directory.asked.get() * value.length()).isLessThan(BUFFERS);
            for (int i = 0; i < LONG_REQUESTS; i++) {
                assertThat(client.readUntil(',')).hasSize("1003:OK ,".length() + value.length());
            }
        }
    }

    @Test
    void answersLoginsBeyondItsExchangesAsTemporary() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.AUTH_CLIENT);
                LocalClient client = greeted(server)) {
            String resp = plain("slow@d.test");
            client.flood(REQUESTS, i -> "AUTH\t" + (i + 1) + "\tPLAIN\tservice=imap\tresp=" + resp + "\n");
            assertThat(client.awaitStandstill())
                    .as("nobody reads what it says, so it stops reading")
                    .isLessThan(BUFFERS);
            for (int id = MAX_EXCHANGES + 1; id <= REQUESTS; id++) {
                assertThat(client.readLine()).startsWith("FAIL\t" + id + "\t").contains("code=temp_fail");
            }
            assertThat(server.accounts.held).hasSize(MAX_EXCHANGES);
            for (int id = 1; id <= MAX_EXCHANGES; id++) {
                server.accounts.held.take().complete(FakeAccounts.withAnotherPassword());
                assertThat(client.readLine()).isEqualTo("FAIL\t" + id + "\tuser=slow@d.test");
            }
        }
    }

    @Test
    void readsNoFurtherWhileCancelledLoginsAreDecided() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.AUTH_CLIENT);
                LocalClient client = greeted(server)) {
            String login = "\tPLAIN\tservice=imap\tresp=" + plain("slow@d.test") + "\nCANCEL\t";
            client.flood(CANCELLED, i -> "AUTH\t" + (i + 1) + login + (i + 1) + "\n");
            client.awaitStandstill();
            assertThat(server.accounts.held).hasSizeLessThan(MAX_DECISIONS);
            for (int i = 0; i < CANCELLED; i++) {
                Promise<AccountResult> held = server.accounts.held.poll(60, TimeUnit.SECONDS);
                Objects.requireNonNull(held, "it reads on").complete(AccountResult.Unknown.INSTANCE);
            }
            client.send("AUTH\t1\tPLAIN\tservice=imap\tresp=" + plain("nobody@d.test") + "\n");
            assertThat(client.readLine()).isEqualTo("FAIL\t1\tuser=nobody@d.test");
        }
    }

    @Test
    void failsInquiriesBeyondItsBound() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.AUTH_USERDB);
                LocalClient client = server.connect(Protocol.AUTH_USERDB)) {
            client.send("VERSION\t1\t1\n");
            assertThat(client.readLine()).startsWith("VERSION\t");
            assertThat(client.readLine()).startsWith("SPID\t");
            client.flood(REQUESTS, i -> "USER\t" + (i + 1) + "\tslow@d.test\tservice=lmtp\n");
            assertThat(client.awaitStandstill()).isLessThan(BUFFERS);
            for (int id = MAX_EXCHANGES + 1; id <= REQUESTS; id++) {
                assertThat(client.readLine()).startsWith("FAIL\t" + id);
            }
            assertThat(server.accounts.held).hasSize(MAX_EXCHANGES);
            for (int id = 1; id <= MAX_EXCHANGES; id++) {
                server.accounts.held.take().complete(AccountResult.Unknown.INSTANCE);
                assertThat(client.readLine()).isEqualTo("NOTFOUND\t" + id);
            }
        }
    }

    /** One hash is computed at a time, one more may wait: whoever comes then hears of it before these are done. */
    @Test
    void saysAtOnceThatTooManyPasswordsAreBeingVerified() throws Exception {
        VerifierLimits one = new VerifierLimits(1, 1, Duration.ofMinutes(1), 64);
        try (PasswordCheck passwords = new PasswordCheck(AuthConfig.defaults(), one);
                LocalServer server = new LocalServer(folder, passwords).listen(Protocol.AUTH_CLIENT);
                LocalClient dovecot = greeted(server);
                LocalClient postfix = greeted(server)) {
            for (int i = 1; i <= 4; i++) {
                server.accounts.put(i + "@d.test", Map.of("password", "{BLF-CRYPT}" + SLOW));
            }
            dovecot.send(login(1, "") + login(2, "") + login(3, ""));
            assertThat(dovecot.readLine()).startsWith("FAIL\t3\t").contains("code=temp_fail");
            postfix.send(login(4, "nologin\t"));
            assertThat(postfix.isClosedByServer()).isTrue();
            assertThat(dovecot.readLine()).isEqualTo("FAIL\t1\tuser=1@d.test");
            assertThat(dovecot.readLine()).isEqualTo("FAIL\t2\tuser=2@d.test");
        }
    }

    /** A quarter of a second on a quiet machine; on a busy one less than the 7.5 s after which nobody is told of a refusal. */
    private static final String SLOW = "$2y$12$abcdefghijklmnopqrstuuKZxD9kPgeHLwWhaVOXnSgRYJVeUnmqi";

    private static String login(int user, String word) {
        return "AUTH\t" + user + "\tPLAIN\tservice=smtp\t" + word + "resp=" + plain(user + "@d.test") + "\n";
    }
}
