package dev.postern.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/**
 * The least that a socketmap server on Vert.x can do: cuts netstrings, answers each with the same one. As many event
 * loops as Postern has, on the same unix socket; a write for each reply, as a server that knows only the request at hand.
 */
public final class FrameEcho extends VerticleBase {
    private static final byte[] REPLY = {
        '1', '6', ':', 'O', 'K', ' ', 'd', '1', '.', 't', 'e', 's', 't', '/', 'u', '1', '0', '0', '/', ','
    };

    private final String path;

    private FrameEcho(String path) {
        this.path = path;
    }

    /**
     * Serves until it is killed.
     *
     * @param arguments the path of the unix socket
     */
    public static void main(String[] arguments) {
        int eventLoops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(eventLoops));
        vertx.deployVerticle(() -> new FrameEcho(arguments[0]), new DeploymentOptions().setInstances(eventLoops))
                .onFailure(refused -> {
                    System.err.println("echo: " + refused.getMessage());
                    System.exit(1);
                });
    }

    @Override
    public Future<?> start() {
        return vertx.createNetServer()
                .connectHandler(socket -> socket.handler(new Session(socket)::received))
                .listen(SocketAddress.domainSocketAddress(path));
    }

    /** Counts down the bytes of the frame at hand. */
    private static final class Session {
        private final NetSocket socket;
        private int length;
        private int left = -1;

        Session(NetSocket socket) {
            this.socket = socket;
        }

        void received(Buffer buffer) {
            int at = 0;
            while (at < buffer.length()) {
                at = left < 0 ? readLength(buffer, at) : skipPayload(buffer, at);
            }
        }

        private int readLength(Buffer buffer, int at) {
            byte next = buffer.getByte(at);
            if (next == ':') {
                left = length + 1;
                length = 0;
            } else {
                length = length * 10 + (next - '0');
            }
            return at + 1;
        }

        private int skipPayload(Buffer buffer, int at) {
            int here = Math.min(left, buffer.length() - at);
            left -= here;
            if (left == 0) {
                left = -1;
                socket.write(Buffer.buffer(REPLY));
            }
            return at + here;
        }
    }
}
