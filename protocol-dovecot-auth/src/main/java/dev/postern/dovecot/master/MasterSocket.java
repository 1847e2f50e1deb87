package dev.postern.dovecot.master;

/** The two kinds of sockets on which mail processes are served. */
public enum MasterSocket {
    /** For look-ups only. */
    USERDB,
    /** For look-ups, for taking over logins, and for emptying the cache. */
    MASTER
}
