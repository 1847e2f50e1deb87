package dev.postern.gateway.config;

import java.io.Serial;

/** A text or a file that cannot be used. The message says why, and never repeats the text: that may be a secret. */
final class Unusable extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** {@code predicate} completes a sentence whose subject is the text or the file. */
    Unusable(String predicate) {
        super(predicate);
    }

    /** The predicate. */
    String why() {
        return String.valueOf(getMessage());
    }
}
