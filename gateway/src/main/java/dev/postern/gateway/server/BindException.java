package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenAddress;
import java.io.IOException;

/** An address could not be bound: which one, and why. */
final class BindException extends IOException {
    private static final long serialVersionUID = 1L;

    BindException(ListenAddress address, Throwable cause) {
        super(address + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        // The native transport has no exception of its own for it.
        String reason = String.valueOf(cause.getMessage());
        return cause instanceof java.net.BindException || reason.contains("Address already in use")
                ? "the address is taken; stop what listens there, or choose another one"
                : reason;
    }
}
