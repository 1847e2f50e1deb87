package dev.postern.gateway.cli;

/** The exit codes of the commands: those of sysexits.h, so that scripts and MTAs read them as they read Dovecot's. */
final class ExitCode {
    static final int OK = 0;
    static final int NOT_FOUND = 1;
    static final int USAGE = 64;
    static final int DATA = 65;
    static final int NO_USER = 67;
    static final int UNAVAILABLE = 69;
    static final int OS_ERROR = 71;
    static final int TEMPORARY = 75;
    static final int REFUSED = 77;
    static final int CONFIG = 78;

    private ExitCode() {}
}
