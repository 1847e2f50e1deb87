package dev.postern.gateway.directory;

/** What a passdb or userdb query may depend on: the variables of Dovecot's SQL drivers that Postern knows. */
public enum AccountVariable {
    /** {@code %u}: the whole login name after normalisation; {@code %n} and {@code %d} are parts of it. */
    USER,
    /** {@code %s}: imap, pop3, smtp, lmtp, doveadm … as the client says. */
    SERVICE,
    /** {@code %r}: the client's address as the mail server says. */
    REMOTE_IP,
    /** {@code %l}: the mail server's own address. */
    LOCAL_IP,
    /** {@code %c}: the word {@code secured} if the mail server says that the client's connection is; else nothing. */
    SECURED,
    /** {@code %{login_user}}: whom a master user wants to become; the same as the user otherwise. */
    LOGIN_USER
}
