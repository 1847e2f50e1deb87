package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenerConfig;

/** Chooses what is spoken on a listener. */
@FunctionalInterface
public interface Conversations {
    /** The conversations of a listener's connections. */
    Conversation.Factory speaking(ListenerConfig listener);
}
