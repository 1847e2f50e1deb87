package dev.postern.dovecot.client;

import dev.postern.sasl.SaslStep;

/** What a session wants done, in this order. */
public sealed interface AuthClientEffect {

    /** These bytes are to be written. They may hold a proxy's password, so they are not shown. */
    final class Send implements AuthClientEffect {

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
     * The step is to be carried out. {@link SaslStep.NeedCredentials} is answered by
     * {@link AuthClientSession#credentials}, every other one by {@link AuthClientSession#concluded}; both may be answered
     * by an outcome. A refusal's delay is the gateway's: it is answered when it is fed.
     */
    record Authenticate(AuthRequest request, SaslStep.ForHost step) implements AuthClientEffect {}

    /** Nobody waits for this request any more; whatever is under way for it may be dropped. */
    record Cancelled(AuthRequest request) implements AuthClientEffect {}

    /**
     * A user has logged in on a login socket, and a mail process will ask for it by client pid, id and cookie. Comes
     * before the line that tells the client so.
     */
    record HandOff(AuthRequest request, long clientPid, Outcome.Success success) implements AuthClientEffect {}

    /**
     * The connection is to be closed, after what was sent. The session is dead. If it closes on an outcome that it is
     * told while the effects of an earlier call are still being carried out, what those send is dropped.
     *
     * @param reason for the log
     */
    record Close(Manner manner, String reason) implements AuthClientEffect {}

    /** How a connection is closed. */
    enum Manner {
        /** The peer broke the protocol; it may notice as it likes. */
        ORDERLY,
        /**
         * The peer must notice at once that it gets no answer: over TCP a reset, for Postfix 3.7 would lose the next
         * login too after an orderly end.
         */
        ABORT
    }
}
