package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.logging.SparseLog;
import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.ProtocolException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Answers one request after the other, in order, as Postfix expects. While an answer is being fetched the connection is
 * not read from, so that a client that asks faster than it can be answered is slowed down by its own socket.
 */
final class LookupConversation implements Conversation {
    private static final SparseLog LOG = new SparseLog(LoggerFactory.getLogger(LookupConversation.class));

    private final Connection connection;
    private final LookupProtocol protocol;
    private final FrameDecoder decoder;
    private final Supplier<Duration> patience;
    private Deadline deadline = new Deadline(0);

    /** @param patience how long a request may take from its arrival */
    LookupConversation(Connection connection, LookupProtocol protocol, Supplier<Duration> patience) {
        this.connection = connection;
        this.protocol = protocol;
        this.decoder = protocol.newDecoder();
        this.patience = patience;
    }

    @Override
    public void received(byte[] bytes) {
        deadline = Deadline.after(patience.get(), System.nanoTime());
        decoder.feed(bytes);
        resumed();
    }

    /** Serves what has come, until the connection is held: by an answer that is fetched, or by a peer that reads slowly. */
    @Override
    public void resumed() {
        try {
            while (!connection.isHeld()) {
                Frame frame = decoder.next();
                if (frame == null) {
                    return;
                }
                send(protocol.answer(frame, deadline));
            }
        } catch (ProtocolException broken) {
            LOG.warn(connection.listener(), "connection closed {}: {}", connection, broken.reason());
            connection.close();
        }
    }

    private void send(Future<byte[]> reply) {
        if (reply.isComplete()) {
            connection.whenDone(reply, connection::send);
            return;
        }
        connection.hold();
        connection.whenDone(reply, bytes -> {
            connection.send(bytes);
            connection.release();
        });
    }
}
