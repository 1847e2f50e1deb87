package dev.postern.dovecot.dialog;

import java.io.IOException;

/** Whoever listens on the sockets that a dialog speaks to. Whoever made it closes its connections. */
@FunctionalInterface
public interface Server {

    /**
     * Opens a connection.
     *
     * @param socket {@code auth-client}, {@code auth-login}, {@code auth-userdb} or {@code auth-master}
     */
    Peer connect(String socket) throws IOException;
}
