package dev.postern.gateway.server;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One event loop's share of a listening address: Vert.x hands each new connection to one of the instances in turn. */
final class Listener extends VerticleBase {

    /** Every request is answered within this time; what is open then waits for something else. */
    private static final long LAST_ANSWER_SECONDS = 8;

    private final SocketAddress address;
    private final NetServerOptions options;
    private final Admission admission;
    private final Conversation.Factory factory;

    @SuppressWarnings("NullAway.Init") // start() runs before anything can ask for it
    private NetServer server;

    Listener(SocketAddress address, NetServerOptions options, Admission admission, Conversation.Factory factory) {
        this.address = address;
        this.options = options;
        this.admission = admission;
        this.factory = factory;
    }

    @Override
    public Future<?> start() {
        server = vertx.createNetServer(options).connectHandler(this::accept);
        return server.listen(address);
    }

    /** Takes no new connections at once; ends when the open ones have their answers and are closed. */
    @Override
    public Future<?> stop() {
        return server.shutdown(LAST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private void accept(NetSocket socket) {
        NetSocketInternal accepted = (NetSocketInternal) socket;
        Optional<PeerProcess> peer =
                PeerProcess.of(accepted.channelHandlerContext().channel());
        if (!admission.admit(socket.remoteAddress(), peer)) {
            socket.close();
            return;
        }
        new Connection(accepted, context, admission, peer).carry(factory, admission::leave);
    }
}
