package dev.postern.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection as a conversation sees it. Confined to its event loop.
 *
 * <p>Works on Netty's buffers, because Vert.x' own cost two more copies of each chunk and of each reply. Holds the one
 * catch between a bug and the outside: the connection is closed, the process goes on.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /**
     * Answers that a client may wait for before it is read on. Sessions refuse what is beyond their own bounds, of half as
     * many; but what was cancelled is found out all the same, and counts here only.
     */
    private static final int MAX_AWAITED = 2_048;

    private final NetSocketInternal socket;
    private final Context context;
    private final Admission admission;
    private final String listener;
    private final Optional<PeerProcess> peer;
    private Conversation conversation = bytes -> {};
    private int holds;
    private int awaited;
    private boolean draining;
    private boolean leaving;
    private boolean open = true;

    /** @param peer the process at the other end of a unix socket, if the kernel says which */
    Connection(NetSocketInternal socket, Context context, Admission admission, Optional<PeerProcess> peer) {
        this.socket = socket;
        this.context = context;
        this.admission = admission;
        this.listener = admission.listener();
        this.peer = peer;
    }

    /**
     * Starts the conversation; from now on it is told of everything that happens.
     *
     * @param gone run once when the connection is closed, whatever else went wrong
     */
    void carry(Conversation.Factory factory, Runnable gone) {
        conversation = factory.on(this);
        socket.messageHandler(message -> received((ByteBuf) message));
        socket.exceptionHandler(
                broken -> LOG.debug("connection lost listener={} cause={}", listener, broken.toString()));
        socket.shutdownHandler(shutdown -> leave());
        socket.closeHandler(closed -> {
            open = false;
            // What waited behind a pause comes through here once more, to be released: nobody else does.
            socket.resume();
            gone.run();
            guarded(conversation::closed);
        });
        guarded(conversation::opened);
    }

    private void received(ByteBuf chunk) {
        byte[] bytes;
        try {
            bytes = ByteBufUtil.getBytes(chunk);
        } finally {
            chunk.release();
        }
        if (open) {
            guarded(() -> conversation.received(bytes));
        }
    }

    /** Sends bytes. A peer that does not read is not read from until it does. */
    void send(byte[] bytes) {
        if (!open) {
            return;
        }
        // Not out of a pool: what a peer that went away has not read is dropped without being given back.
        socket.writeMessage(Unpooled.wrappedBuffer(bytes));
        if (socket.writeQueueFull() && !draining) {
            draining = true;
            hold();
            socket.drainHandler(drained -> guarded(this::drained));
        }
    }

    private void drained() {
        draining = false;
        release();
        closeIfDone();
    }

    /** Stops reading until {@link #release}; holds add up. */
    void hold() {
        if (holds++ == 0) {
            socket.pause();
        }
    }

    /** Ends one {@link #hold}. After the last one the conversation goes on with what it has, then with what comes. */
    void release() {
        holds--;
        if (holds == 0 && open) {
            conversation.resumed();
        }
        if (holds == 0 && open && !leaving) {
            socket.resume();
        }
    }

    boolean isHeld() {
        return holds > 0;
    }

    /** Closes after what was sent: on an auth listener over TCP as a reset, which Postfix notices at once. */
    void close() {
        if (open) {
            open = false;
            socket.close();
        }
    }

    /** The listener closes: what was asked is still answered, nothing more is read, and then the connection closes. */
    private void leave() {
        leaving = true;
        socket.pause();
        closeIfDone();
    }

    private void closeIfDone() {
        if (leaving && awaited == 0 && holds == 0) {
            close();
        }
    }

    /** The process at the other end of a unix socket, if the kernel says which. */
    OptionalLong peerPid() {
        return peer.map(PeerProcess::pid).orElse(OptionalLong.empty());
    }

    /** The only uid of whose users the peer may hear; empty: it may hear of all. */
    OptionalLong onlyUid() {
        return admission.onlyUid(peer);
    }

    /** Runs a step on this connection's event loop when the time has passed, unless the connection is closed by then. */
    void after(long millis, Runnable step) {
        context.owner().setTimer(millis, due -> {
            if (open) {
                guarded(step);
            }
        });
    }

    /** Runs a step with an answer on this connection's event loop; a failed future is a bug and ends the connection. */
    <T> void whenDone(Future<T> future, Consumer<T> step) {
        if (future.isComplete()) {
            settle(future, step);
        } else {
            await();
            future.onComplete(done -> context.runOnContext(hop -> {
                settle(future, step);
                guarded(this::arrived);
                closeIfDone();
            }));
        }
    }

    private void await() {
        if (++awaited == MAX_AWAITED) {
            hold();
        }
    }

    private void arrived() {
        if (awaited-- == MAX_AWAITED) {
            release();
        }
    }

    private <T> void settle(Future<T> future, Consumer<T> step) {
        guarded(() -> {
            if (future.failed()) {
                throw new IllegalStateException(future.cause());
            }
            step.accept(future.result());
        });
    }

    /** The protocol and address of its listener. */
    String listener() {
        return listener;
    }

    /** For logs: which listener, and who is at the other end of a TCP connection. */
    @Override
    public String toString() {
        return "listener=" + listener + " peer=" + socket.remoteAddress();
    }

    /** The one catch of a connection. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("bug: connection closed listener={}", listener, bug);
            close();
        }
    }
}
