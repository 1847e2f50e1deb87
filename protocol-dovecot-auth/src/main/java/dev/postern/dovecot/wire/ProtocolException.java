package dev.postern.dovecot.wire;

/**
 * The peer broke the protocol in a way that nothing can be answered to; the connection is to be closed. It carries no
 * stack trace: the fault is the peer's, and {@link #reason()} says all there is to know.
 */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the peer did. */
    public enum Reason {
        /** A line is longer than what is read. */
        LINE_TOO_LONG("line too long"),
        /** The first line is not a VERSION line, or not a whole one. */
        VERSION_MISSING("no VERSION in the first line"),
        /** The peer speaks another major version than 1. */
        VERSION_UNSUPPORTED("unsupported major version"),
        /** An auth client asked for something before it had sent CPID, or sent a broken one. */
        CPID_MISSING("no CPID after VERSION"),
        /** The line begins with no command that is allowed here. */
        UNKNOWN_COMMAND("unknown command"),
        /** A command lacks one of its fields. */
        FIELD_MISSING("command lacks a field"),
        /** A request's id is no number from 1 to 4294967295. */
        BAD_ID("bad request id"),
        /** A request has the id of another one that is still open. */
        DUPLICATE_ID("duplicate request id"),
        /** An AUTH request goes on after its {@code resp=}. */
        FIELD_AFTER_RESPONSE("parameters after resp"),
        /** A request names neither {@code service=} nor {@code protocol=}. */
        SERVICE_MISSING("request without service"),
        /** A REQUEST's cookie is not 32 hexadecimal digits. */
        BAD_COOKIE("broken cookie");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Returns what the peer did, in words for the log. */
        public String text() {
            return text;
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
