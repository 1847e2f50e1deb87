package dev.postern.dovecot.master;

/** What a session wants done, in this order. */
public sealed interface MasterEffect {

    /** These bytes are to be written. They may hold a proxy's password, so they are not shown. */
    final class Send implements MasterEffect {

        private final byte[] bytes;

        Send(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Returns the bytes; not a copy, so they must not be changed. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "Send[" + bytes.length + " bytes]";
        }
    }

    /**
     * The inquiry is to be answered by {@link MasterSession#reply}: once, but for a list, which is as many
     * {@link MasterReply.Listed} as there are users, and then {@link MasterReply.Done}.
     */
    record Answer(MasterCommand.Inquiry inquiry) implements MasterEffect {}

    /**
     * The connection is to be closed. The session is dead.
     *
     * @param reason for the log
     */
    record Close(String reason) implements MasterEffect {}
}
