package dev.postern.acceptance.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Who vouches for the dialogs' tokens (RFC 7662): {@code token-of-NAME} is good, and NAME's. */
final class TokenIssuer implements AutoCloseable {
    private static final String GOOD = "token=token-of-";

    private final HttpServer server;

    TokenIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/introspect", TokenIssuer::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String name = form.startsWith(GOOD) ? form.substring(GOOD.length(), form.indexOf('&')) : "";
        String email = URLDecoder.decode(name, StandardCharsets.UTF_8);
        byte[] body =
                ("{\"active\":" + !email.isEmpty() + ",\"email\":\"" + email + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
