package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpTableListenerTest {
    private static final int CONNECTIONS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final FakeDirectory directory = new FakeDirectory();
    private final Metrics metrics = new Metrics();
    private final Services services = TestServices.of(vertx, metrics, directory, new FakeAccounts());
    private final Listeners listeners =
            new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    private final int port = FreePort.next();

    @BeforeEach
    void open() throws Exception {
        ListenAddress address = new ListenAddress.Inet("127.0.0.1", port);
        listeners
                .open(new ListenerConfig(
                        Protocol.TCP_TABLE, address, 0660, null, null, List.of(), "m", List.of(), CONNECTIONS))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        listeners.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, SECONDS);
        metrics.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get key        | 200 va%20lue",
                "get a%20b%25   | 200 %C3%BC",
                "get a%20b%25%0 | 400 malformed%20request",
                "get nf         | 500 not-found",
                "get %FF        | 500 not-found",
                "get a%00b      | 500 not-found",
                // nothing can be changed
                "put key value  | 500 put-is-not-supported",
                // every trouble is temporary: 500 would lose mail
                "get temp       | 400 temporarily%20unavailable",
                "get perm       | 400 temporarily%20unavailable",
                "get line       | 400 temporarily%20unavailable",
                "get long       | 400 temporarily%20unavailable",
                "GET key        | 400 malformed%20request",
                "key            | 400 malformed%20request",
            })
    void answersEachLineAndGoesOn(String request, String reply) throws IOException {
        directory.put("key", "va lue");
        directory.put("a b%", "\u00fc");
        directory.put("line", "a\nb");
        directory.put("long", "x".repeat(4092));
        try (Client client = new Client(port)) {
            assertThat(client.send(request + "\n").readLine()).isEqualTo(reply);
            assertThat(client.send("get key\n").readLine()).isEqualTo("200 va%20lue");
        }
    }

    @Test
    void fillsALineToTheLastByteThatPostfixReads() throws IOException {
        directory.put("longest", "x".repeat(4091));
        try (Client client = new Client(port)) {
            assertThat(client.send("get longest\n").readLine()).hasSize(4095);
        }
    }

    @Test
    void readsAnOverLongLineToItsEndAndAnswersIt() throws IOException {
        try (Client client = new Client(port)) {
            client.send("get " + "x".repeat(50_000) + "\nget nf\n");
            assertThat(client.readLine()).isEqualTo("400 malformed%20request");
            assertThat(client.readLine()).isEqualTo("500 not-found");
        }
    }
}
