package dev.postern.gateway.server;

/** One protocol on one connection. Called on the connection's event loop only. */
interface Conversation {

    /** The connection stands; protocols in which the server speaks first send their greeting now. */
    default void opened() {}

    /** Bytes came in. */
    void received(byte[] bytes);

    /** The connection is no longer held; it is read from again after this. */
    default void resumed() {}

    /** The connection is gone; whatever was asked for it is of no use any more. */
    default void closed() {}

    /** Makes the conversation of a new connection. */
    @FunctionalInterface
    interface Factory {
        Conversation on(Connection connection);
    }
}
