package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.metrics.Metrics;
import java.time.Duration;
import java.util.Objects;

/** Knows what is spoken on each kind of listener, and what its conversations need. */
public final class Conversations {
    private final Directory directory;
    private final Metrics metrics;
    private final Duration patience;

    /**
     * What all conversations share.
     *
     * @param patience how long a request may take from its arrival
     */
    public Conversations(Directory directory, Metrics metrics, Duration patience) {
        this.directory = directory;
        this.metrics = metrics;
        this.patience = patience;
    }

    /** The conversations of a listener's connections. */
    Conversation.Factory speaking(ListenerConfig listener) {
        return switch (listener.protocol()) {
            case SOCKETMAP -> lookups(new SocketmapProtocol(shown(listener)));
            case TCP_TABLE ->
                lookups(new TcpTableProtocol(shown(listener), Objects.requireNonNull(listener.map(), "map")));
            default -> throw new IllegalStateException(listener.protocol().label());
        };
    }

    private Conversation.Factory lookups(LookupProtocol protocol) {
        return connection -> new LookupConversation(connection, protocol, patience);
    }

    private Lookups shown(ListenerConfig listener) {
        return new Lookups(
                directory,
                map -> listener.maps().isEmpty() || listener.maps().contains(map),
                metrics,
                listener.protocol().label());
    }
}
