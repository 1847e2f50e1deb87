package dev.postern.postfix;

/**
 * The peer broke the framing, so the end of its message cannot be found. Nothing can be answered; the connection is to
 * be closed. It carries no stack trace: the fault is the peer's, and {@link #reason()} says all there is to know.
 */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** How the framing was broken. */
    public enum Reason {
        /** Something else than a digit stands in the length of a netstring. */
        LENGTH_NOT_DIGITS("netstring length holds something else than digits"),
        /** A netstring begins with its colon. */
        LENGTH_EMPTY("netstring without a length"),
        /** The length of a netstring is padded with zeros beyond reason. */
        LENGTH_TOO_MANY_DIGITS("netstring length has too many digits"),
        /** Another byte than a comma follows the payload of a netstring. */
        COMMA_MISSING("netstring does not end in a comma"),
        /** The message is longer than what is read and dropped. */
        TOO_LONG("message too long to be read and dropped");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    /** @param reason what the peer did */
    public ProtocolException(Reason reason) {
        super(reason.text, null, false, false);
        this.reason = reason;
    }

    /** Returns what the peer did. */
    public Reason reason() {
        return reason;
    }
}
