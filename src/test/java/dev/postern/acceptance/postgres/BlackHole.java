package dev.postern.acceptance.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A TCP server that accepts connections and never answers: the kernel does so for any socket that only listens. */
public final class BlackHole implements AutoCloseable {

    /** More connections than a gateway opens; those beyond would hang in another way, while connecting. */
    private static final int BACKLOG = 1024;

    private final ServerSocket socket;

    private BlackHole(ServerSocket socket) {
        this.socket = socket;
    }

    /** Opens one. */
    public static BlackHole open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return new BlackHole(socket);
    }

    /** Where it is. */
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
