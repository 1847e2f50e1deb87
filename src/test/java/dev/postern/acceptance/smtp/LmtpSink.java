package dev.postern.acceptance.smtp;

import dev.postern.acceptance.machine.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An LMTP server (RFC 2033) that takes every message, and remembers its envelope. A thread per connection. */
public final class LmtpSink implements AutoCloseable {

    /** The queue manager looks at once; a busy machine may take its time. */
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(30);

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    private LmtpSink(ServerSocket server) {
        this.server = server;
    }

    /** Opens one on a free port of 127.0.0.1. */
    public static LmtpSink open() throws IOException {
        LmtpSink sink = new LmtpSink(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        start("lmtp-accept", sink::accept);
        return sink;
    }

    /** Where it is. */
    public int port() {
        return server.getLocalPort();
    }

    /** Waits until a message with this subject came to as many recipients, and returns what came. */
    public List<Delivery> await(String subject, int recipients) {
        Wait.until(
                "'" + subject + "' is delivered",
                DELIVERY_LIMIT,
                () -> delivered(subject).size() >= recipients,
                deliveries::toString);
        return delivered(subject);
    }

    /** What has come with this subject by now. */
    public List<Delivery> delivered(String subject) {
        return deliveries.stream()
                .filter(delivery -> delivery.subject().equals(subject))
                .toList();
    }

    /** All that has come by now. */
    public List<Delivery> delivered() {
        return List.copyOf(deliveries);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                start("lmtp", () -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            new LmtpSession(connection, deliveries::addAll).run();
        } catch (IOException hungUp) {
            // Postfix keeps a connection and drops it when it likes; what was delivered is remembered.
        } finally {
            connections.remove(connection);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
