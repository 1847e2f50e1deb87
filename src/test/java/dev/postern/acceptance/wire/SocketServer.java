package dev.postern.acceptance.wire;

import dev.postern.dovecot.dialog.Peer;
import dev.postern.dovecot.dialog.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A running server as the one of a dialog. Closing it closes the dialog's connections. */
final class SocketServer implements Server, AutoCloseable {

    /** Where a type of socket is. */
    @FunctionalInterface
    private interface Address {
        RawConnection connect(String socket) throws IOException;
    }

    private final Address address;
    private final boolean overTcp;
    private final UnaryOperator<Peer> heardBy;
    private final List<RawConnection> connections = new ArrayList<>();

    private SocketServer(Address address, boolean overTcp, UnaryOperator<Peer> heardBy) {
        this.address = address;
        this.overTcp = overTcp;
        this.heardBy = heardBy;
    }

    /** One whose unix sockets have the names of their types, beside one of them. */
    static SocketServer beside(Path socket) {
        return beside(socket, UnaryOperator.identity());
    }

    /** One whose words are heard in another way. */
    static SocketServer beside(Path socket, UnaryOperator<Peer> heardBy) {
        return new SocketServer(type -> RawConnection.to(socket.resolveSibling(type)), false, heardBy);
    }

    /** One that has auth-client alone on a port. */
    static SocketServer on(int port) {
        return new SocketServer(socket -> RawConnection.to(port), true, UnaryOperator.identity());
    }

    @Override
    public Peer connect(String socket) throws IOException {
        RawConnection connection = address.connect(socket);
        connections.add(connection);
        return heardBy.apply(new SocketPeer(connection, overTcp));
    }

    @Override
    public void close() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }
}
