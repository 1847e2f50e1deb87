package dev.postern.dovecot.client;

/** The two kinds of sockets on which auth clients are served. */
public enum SocketType {
    /** For mail servers that only want to know who somebody is. */
    AUTH,
    /** For Dovecot's login processes, which hand a user on to a mail process or a proxy. */
    LOGIN
}
