package dev.postern.acceptance.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A program that is not ours and that a test talks to. */
public enum Peer {
    /** Postfix's command for asking one map. */
    POSTMAP("postfix", false),

    /** Postfix itself, whose daemons change their user. */
    POSTFIX("postfix", true),

    /** Postfix's own look-ups in PostgreSQL: the oracle. */
    POSTFIX_PGSQL("postfix-pgsql", false),

    /** Dovecot's administration command. */
    DOVEADM("dovecot-core", false),

    /** Dovecot 2.3's auth service with its own look-ups in PostgreSQL: the oracle. */
    DOVECOT_PGSQL("dovecot-pgsql", true),

    /** Dovecot's IMAP server, whose processes change their user. */
    DOVECOT_IMAP("dovecot-imapd", true),

    /** Dovecot's POP3 server. */
    DOVECOT_POP3("dovecot-pop3d", true),

    /** Dovecot's delivery over LMTP. */
    DOVECOT_LMTP("dovecot-lmtpd", true),

    /** Dovecot's SMTP server for mail programs. */
    DOVECOT_SUBMISSION("dovecot-submissiond", true),

    /** Dovecot's Sieve scripts, and the protocol that manages them. */
    DOVECOT_SIEVE("dovecot-managesieved", true),

    /** Makes certificates. */
    OPENSSL("openssl", false);

    private final String debianPackage;
    private final boolean asRoot;

    Peer(String debianPackage, boolean asRoot) {
        this.debianPackage = debianPackage;
        this.asRoot = asRoot;
    }

    /** Why it cannot be had, and what to do; empty when it can. */
    Optional<String> obstacle() {
        if (!isHere()) {
            return Optional.of(
                    name() + " is not installed (on Debian and Ubuntu: apt-get install " + debianPackage + ")");
        }
        if (this == DOVECOT_PGSQL && !isDovecot23()) {
            return Optional.of(name() + " is not of Dovecot 2.3, whose auth service is the reference");
        }
        return asRoot && !"root".equals(System.getProperty("user.name"))
                ? Optional.of(name() + " runs as root only (start the tests as root)")
                : Optional.empty();
    }

    private boolean isHere() {
        return switch (this) {
            case POSTMAP -> Programs.isHere("postmap");
            case POSTFIX -> Programs.isHere("postfix");
            case POSTFIX_PGSQL -> postfixReadsPostgres();
            case DOVEADM -> Programs.isHere("doveadm");
            case DOVECOT_PGSQL -> dovecotReadsPostgres();
            case DOVECOT_IMAP -> dovecotHas("imap");
            case DOVECOT_POP3 -> dovecotHas("pop3");
            case DOVECOT_LMTP -> dovecotHas("lmtp");
            case DOVECOT_SUBMISSION -> dovecotHas("submission");
            case DOVECOT_SIEVE -> dovecotHas("managesieve");
            case OPENSSL -> Programs.isHere("openssl");
        };
    }

    private static boolean postfixReadsPostgres() {
        return Programs.isHere("postconf")
                && Command.of("postconf", "-m").run().out().lines().anyMatch("pgsql"::equals);
    }

    private static boolean isDovecot23() {
        return Command.of("dovecot", "--version").run().out().startsWith("2.3.");
    }

    private static boolean dovecotHas(String program) {
        return Programs.isHere("dovecot") && Files.isExecutable(Path.of("/usr/lib/dovecot", program));
    }

    private static boolean dovecotReadsPostgres() {
        return Programs.isHere("dovecot") && Files.exists(Path.of("/usr/lib/dovecot/modules/auth/libdriver_pgsql.so"));
    }
}
