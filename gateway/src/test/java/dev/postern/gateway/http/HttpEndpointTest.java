package dev.postern.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.loop.EventLoops;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may flush, where the endpoint listens on every address of the machine, for IPv4 by IPv6's socket as well. */
class HttpEndpointTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger FLUSHES = new AtomicInteger();

    private static Vertx vertx;
    private static int port;

    @BeforeAll
    static void listen() throws Exception {
        vertx = EventLoops.start();
        HttpEndpoint endpoint =
                new HttpEndpoint(vertx, () -> new HttpEndpoint.Readiness(true, "database: up"), () -> "", () ->
                        (long) FLUSHES.incrementAndGet());
        port = endpoint.listen(addresses(true).anyMatch("[::1]"::equals) ? "::" : "0.0.0.0", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() {
        vertx.close();
    }

    /** This machine's own, as URLs name them. Link-local ones need a scope that URLs have no place for. */
    private static Stream<String> addresses(boolean loopback) throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.isLoopbackAddress() == loopback && !address.isLinkLocalAddress())
                .map(InetAddress::getHostAddress)
                .map(address -> address.contains(":")
                        ? "[" + address.replaceFirst("%.*", "").replaceFirst("^(0:){7}1$", "::1") + "]"
                        : address);
    }

    private static Stream<String> loopback() throws SocketException {
        return Stream.concat(addresses(true), Stream.of("127.0.0.2")).distinct();
    }

    private static HttpRequest.Builder flush(String host) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/cache/flush"))
                .POST(BodyPublishers.noBody());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertRefused(HttpRequest.Builder request) throws Exception {
        int before = FLUSHES.get();
        HttpResponse<String> reply = send(request);
        assertThat(reply.statusCode()).as("%s", reply).isEqualTo(403);
        assertThat(reply.body()).contains("only from this machine, over a loopback address");
        assertThat(FLUSHES).hasValue(before);
    }

    @ParameterizedTest
    @MethodSource("loopback")
    void flushesForWhoComesOverALoopbackAddress(String host) throws Exception {
        int before = FLUSHES.get();
        HttpResponse<String> reply = send(flush(host));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(before + 1 + " units flushed\n");
    }

    @Test
    void refusesWhoComesOverAnother() throws Exception {
        List<String> others = addresses(false).toList();
        Assumptions.assumeThat(others)
                .as("addresses of this machine but loopback")
                .isNotEmpty();
        for (String host : others) {
            assertRefused(flush(host));
            assertRefused(flush(host).header("X-Forwarded-For", "127.0.0.1"));
            assertRefused(flush(host).header("Forwarded", "for=127.0.0.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin", "Forwarded", "Via", "x-forwarded-for", "X-Real-IP"})
    void refusesWhatABrowserOrAProxyHandsOn(String header) throws Exception {
        assertRefused(flush("127.0.0.1").header(header, "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void flushesForNothingButPost(String method) throws Exception {
        HttpResponse<String> reply = send(flush("127.0.0.1").method(method, BodyPublishers.noBody()));
        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void closesConnectionsBeyondItsBoundUntilOthersHaveGone() throws Exception {
        Deque<Socket> open = new ArrayDeque<>();
        try {
            do {
                open.push(new Socket(InetAddress.getLoopbackAddress(), port));
            } while (answers(open.peek()));
            open.pop().close();
            // What other tests left open counts as well.
            assertThat(open).hasSizeBetween(HttpEndpoint.MAX_CONNECTIONS / 2, HttpEndpoint.MAX_CONNECTIONS);
            open.pop().close();
            // Its end is seen a moment after it.
            while (isRefused()) {
                Thread.onSpinWait();
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean isRefused() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !answers(socket);
        }
    }

    private static boolean answers(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (SocketException reset) {
            return false;
        }
    }
}
