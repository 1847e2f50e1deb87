package dev.postern.gateway.install;

/** Nothing was changed. The message says what is wrong and what to do, in one line, and holds no secret. */
public final class InstallFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What stands in the way. */
    public enum Kind {
        /** The database cannot be reached, or somebody holds a lock: later it may work. */
        AWAY,
        /** The server asks for a password, and none is known. */
        PASSWORD_WANTED,
        /** The role that connects lacks a right, or is not let in. */
        RIGHTS,
        /** What is there does not go together with what is wanted. */
        CONFLICT
    }

    InstallFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What stands in the way. */
    public Kind kind() {
        return kind;
    }
}
