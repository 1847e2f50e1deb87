package dev.postern.gateway.directory.sql;

import dev.postern.acceptance.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** The way to a server, on a port of its own, which a test can cut, silence, close and open again. */
public class Wire implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile ServerSocket listening;
    private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile boolean tearing;

    /** @param target the server's port on 127.0.0.1 */
    public Wire(int target) {
        this.target = target;
        // Not any that the kernel gives: it would give it to somebody else while the wire is closed.
        this.port = Ports.free();
        this.listening = listen(port);
    }

    String url() {
        return url(SqlServer.DATABASE.name());
    }

    /** How pgjdbc reaches a database of the server over it. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
    }

    /** Where it begins, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Where it begins. */
    public String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    /** How many connections were tried. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections are refused from now on, and those that there are end. */
    public void close(boolean andCut) throws IOException {
        listening.close();
        if (andCut) {
            cut();
        }
    }

    /** Connections are accepted again. */
    public void open() {
        silent = false;
        listening = listen(port);
    }

    /** Ends all connections. */
    public void cut() {
        // One by one: who notices at once is back before the last of them is closed.
        sockets.removeIf(socket -> {
            closeQuietly(socket);
            return true;
        });
    }

    /** From now on nothing arrives any more, though everything stays connected. */
    public void silence() {
        silent = true;
    }

    /** Nothing arrives any more over the connections that there are, as when a firewall has forgotten them; new ones work. */
    public void forget() {
        forgotten.addAll(sockets);
    }

    /** From now on the server's replies end in their middle, with a reset; {@link #mend} ends that. */
    public void tear() {
        tearing = true;
    }

    /** Replies come whole again. */
    public void mend() {
        cut();
        tearing = false;
    }

    /** Silent connections stay so; new ones work again. */
    public void speak() {
        cut();
        silent = false;
    }

    @Override
    public void close() {
        closeQuietly(listening);
        cut();
    }

    /** What a client sent. */
    void fromClient(byte[] bytes, int length) {}

    /** What the server sent; may be changed. */
    void fromServer(byte[] bytes, int length) {}

    private ServerSocket listen(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            start(() -> accept(socket));
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                connect(client, socket);
            }
        } catch (IOException closed) {
            // the test is over, or the wire is closed for a while
        }
    }

    private void connect(Socket client, ServerSocket acceptedBy) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            if (acceptedBy.isClosed()) {
                // The wire was cut just before these two were among those to be cut.
                closeQuietly(client);
                closeQuietly(server);
            }
            start(() -> pump(client, server, this::fromClient));
            start(() -> pump(server, client, (bytes, length) -> {
                fromServer(bytes, length);
                if (tearing) {
                    tear(client, bytes, length);
                }
            }));
        } catch (IOException nobodyThere) {
            closeQuietly(client);
        }
    }

    private void pump(Socket from, Socket to, BiConsumer<byte[], Integer> hook) {
        byte[] buffer = new byte[65536];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n > 0;
                    n = from.getInputStream().read(buffer)) {
                if (!silent && !forgotten.contains(from)) {
                    hook.accept(buffer, n);
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
        } catch (IOException cut) {
            // so is the other direction
        }
        closeQuietly(from);
        closeQuietly(to);
    }

    /** Half of it, and then no FIN but an RST. */
    private static void tear(Socket client, byte[] bytes, int length) {
        try {
            client.getOutputStream().write(bytes, 0, length / 2);
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException gone) {
            // as intended
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            // as intended
        }
    }
}
