package dev.postern.gateway.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Who issues tokens, as far as it is asked: one answer for everything, and what it was asked last. */
final class Issuer implements AutoCloseable {

    /** What it answers; one without status does not answer at all. */
    record Answer(int status, String body) {}

    private final HttpServer server;
    private volatile Answer answer = new Answer(200, "{}");
    private volatile String asked = "";
    private final AtomicInteger count = new AtomicInteger();

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked = exchange.getRequestMethod() + ' ' + exchange.getRequestHeaders().getFirst("Authorization") + ' ' + body;
        count.incrementAndGet();
        Answer now = answer;
        if (now.status() > 0) {
            byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void answers(int status, String body) {
        answer = new Answer(status, body);
    }

    /** Method, authorization and body. */
    String asked() {
        return asked;
    }

    int count() {
        return count.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
