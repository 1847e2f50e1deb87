package dev.postern.gateway.directory.snapshot;

import java.io.IOException;

/** Why a file that is there is not used. */
final class UnusableSnapshot extends IOException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    private UnusableSnapshot(String kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** Not what was once written. */
    static UnusableSnapshot damaged(String reason) {
        return new UnusableSnapshot("damaged", reason);
    }

    /** Somebody else's. */
    static UnusableSnapshot foreign(String reason) {
        return new UnusableSnapshot("foreign", reason);
    }

    /** {@code damaged} or {@code foreign}: part of the name under which it is kept. */
    String kind() {
        return kind;
    }
}
