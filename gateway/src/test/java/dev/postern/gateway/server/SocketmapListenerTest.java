package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.config.NetworkRange;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.LookupResult.Found;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketmapListenerTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeDirectory directory = new FakeDirectory();
    private final Metrics metrics = new Metrics();
    private final Services services = TestServices.of(vertx, metrics, directory, new FakeAccounts());
    private final Listeners listeners =
            new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    private int port;

    @BeforeEach
    void open() throws Exception {
        port = open(100, List.of());
    }

    private int open(int maxConnections, List<NetworkRange> allow) throws Exception {
        int free = FreePort.next();
        listeners
                .open(new ListenerConfig(
                        Protocol.SOCKETMAP,
                        new ListenAddress.Inet("127.0.0.1", free),
                        0660,
                        null,
                        null,
                        List.of(),
                        null,
                        allow,
                        maxConnections))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, SECONDS);
        return free;
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
                "5:m key,   | 8:OK value,",
                "4:m nf,    | 9:NOTFOUND ,",
                "6:m temp,  | 28:TEMP temporarily unavailable,",
                "6:m perm,  | 42:PERM misconfigured, see the log of postern,",
                // an empty key is not found, what is no question is told so
                "2:m ,      | 9:NOTFOUND ,",
                "5:x key,   | 16:PERM no such map,",
                "2:x ,      | 16:PERM no such map,",
                "1:m,       | 28:PERM request without a space,",
                "4: key,    | 31:PERM request without a map name,",
                // a comma is part of a key like any other character
                "5:m a,b,   | 6:OK c,d,",
            })
    void answersEachRequest(String request, String reply) throws IOException {
        directory.put("key", "value");
        directory.put("a,b", "c,d");
        try (Client client = new Client(port)) {
            assertThat(client.send(request).read(reply.length())).isEqualTo(reply);
        }
    }

    @Test
    void answersManyRequestsOfOneSegmentInOrder() throws Exception {
        directory.put("a", "1");
        directory.put("b", "2");
        try (Client client = new Client(port)) {
            client.send("3:m a,8:m slow-1,3:m b,4:m nf,");
            assertThat(client.read("4:OK 1,".length())).isEqualTo("4:OK 1,");
            answerHeld("s");
            assertThat(client.read("4:OK s,4:OK 2,9:NOTFOUND ,".length())).isEqualTo("4:OK s,4:OK 2,9:NOTFOUND ,");
        }
    }

    @Test
    void answersARequestThatComesInManySegments() throws IOException {
        directory.put("key", "value");
        try (Client client = new Client(port)) {
            for (char c : "5:m key,5:m key,".toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.read(22)).isEqualTo("8:OK value,8:OK value,");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n", "-1:", "99999999999999999999:", ":,", "5:m key;", "200000:"})
    void closesOnGarbageAndServesTheNextClient(String garbage) throws IOException {
        try (Client client = new Client(port)) {
            assertThat(client.send(garbage).readToEnd()).isEmpty();
        }
        try (Client next = new Client(port)) {
            assertThat(next.send("4:m nf,").read(12)).isEqualTo("9:NOTFOUND ,");
        }
    }

    @Test
    void readsAnOverLongRequestToItsEndAndAnswersIt() throws IOException {
        String key = "x".repeat(50_000);
        try (Client client = new Client(port)) {
            client.send("50002:m " + key + ",4:m nf,");
            String reply = "21:PERM request too long,9:NOTFOUND ,";
            assertThat(client.read(reply.length())).isEqualTo(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9_000, 10_000, 16_000})
    void servesKeysAsLongAsPostfixSends(int length) throws IOException {
        String key = "x".repeat(length);
        directory.put(key, "long");
        try (Client client = new Client(port)) {
            assertThat(client.send((length + 2) + ":m " + key + ",").read(10)).isEqualTo("7:OK long,");
        }
    }

    @Test
    void aValueThatTheProtocolCannotCarryIsNeverCut() throws IOException {
        directory.put("big", "v".repeat(100_000));
        directory.put("line", "a\nb");
        String reply = "42:PERM misconfigured, see the log of postern,";
        try (Client client = new Client(port)) {
            assertThat(client.send("5:m big,").read(reply.length())).isEqualTo(reply);
            assertThat(client.send("6:m line,").read(reply.length())).isEqualTo(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "crash"})
    void aBugEndsItsConnectionAndNothingElse(String key) throws IOException {
        try (Client client = new Client(port)) {
            assertThat(client.send((key.length() + 2) + ":m " + key + ",").readToEnd())
                    .isEmpty();
        }
        try (Client next = new Client(port)) {
            assertThat(next.send("4:m nf,").read(12)).isEqualTo("9:NOTFOUND ,");
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotServedWithoutBound() throws IOException {
        int requests = 500;
        String value = "v".repeat(90_000);
        directory.put("big", value);
        String reply = "90003:OK " + value + ",";
        try (Client client = new Client(port)) {
            client.send("5:m big,".repeat(requests));
            assertThat(client.read(reply.length())).isEqualTo(reply);
            assertThat(directory.asked.get())
                    .as("45 MB of replies are due; the server waits for its reader")
                    .isLessThan(requests);
            for (int i = 1; i < requests; i++) {
                assertThat(client.read(reply.length())).isEqualTo(reply);
            }
        }
    }

    @Test
    void refusesConnectionsBeyondItsLimitAndTakesThemAgainLater() throws Exception {
        int small = open(2, List.of());
        try (Client one = new Client(small)) {
            try (Client two = new Client(small)) {
                one.send("4:m nf,").read(12);
                two.send("4:m nf,").read(12);
                try (Client three = new Client(small)) {
                    assertThat(three.readToEnd()).isEmpty();
                }
            }
            assertThat(one.send("4:m nf,").read(12)).isEqualTo("9:NOTFOUND ,");
            String served = "";
            for (int tries = 0; tries < 1_000 && !served.equals("9:NOTFOUND ,"); tries++) {
                try (Client again = new Client(small)) {
                    served = again.send("4:m nf,").readToEndOr(12);
                }
            }
            assertThat(served).as("the place of the closed one is free").isEqualTo("9:NOTFOUND ,");
        }
    }

    @Test
    void refusesWhoIsNotAllowed() throws Exception {
        NetworkRange elsewhere = new NetworkRange(InetAddress.getByAddress(new byte[] {10, 0, 0, 0}), 8);
        NetworkRange loopback = new NetworkRange(InetAddress.getByAddress(new byte[] {127, 0, 0, 0}), 8);
        try (Client stranger = new Client(open(10, List.of(elsewhere)))) {
            assertThat(stranger.readToEnd()).isEmpty();
        }
        try (Client friend = new Client(open(10, List.of(elsewhere, loopback)))) {
            assertThat(friend.send("4:m nf,").read(12)).isEqualTo("9:NOTFOUND ,");
        }
    }

    private void answerHeld(String value) throws InterruptedException {
        Promise<LookupResult> held = Objects.requireNonNull(directory.held.poll(10, SECONDS), "nothing was asked");
        held.complete(new Found(value));
    }

    /** Else a host that lost its power keeps its places for ever. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void hasTheKernelAskAfterPeersThatAreSilent() throws IOException {
        String established = "0100007F:%04X [0-9A-F:]+ 01 [0-9A-F:]+ ".formatted(port);
        String keepAliveTimer = "02:";
        try (Client client = new Client(port)) {
            assertThat(client.send("4:m nf,").read(12)).isEqualTo("9:NOTFOUND ,");
            String sockets = Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6"));
            assertThat(sockets).containsPattern(established + keepAliveTimer);
        }
    }
}
