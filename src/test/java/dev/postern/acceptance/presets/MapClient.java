package dev.postern.acceptance.presets;

import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A client of a socketmap. */
public final class MapClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FOUND = "OK ";

    private final RawConnection connection;

    private MapClient(RawConnection connection) {
        this.connection = connection;
    }

    static MapClient to(Path socket) throws IOException {
        return new MapClient(RawConnection.to(socket));
    }

    /** The value; for anything else the reply's first word. */
    public String ask(String map, String key) throws IOException {
        String request = bytes(map + " " + key);
        connection.send(request.length() + ":" + request + ",");
        String length = connection.readUntil(':');
        StringBuilder reply = new StringBuilder();
        for (int left = Integer.parseInt(length.substring(0, length.length() - 1)); left > 0; left--) {
            reply.append(connection.read(PATIENCE));
        }
        connection.readUntil(',');
        String text = text(reply.toString());
        return text.startsWith(FOUND) ? text.substring(FOUND.length()) : text.split(" ", 2)[0];
    }

    /** A connection's characters are bytes. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
