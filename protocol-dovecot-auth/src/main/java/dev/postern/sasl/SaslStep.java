package dev.postern.sasl;

import java.util.Optional;

/**
 * What an exchange wants next: to say something to the client, or something from its host. A name is as the client typed
 * it, well-formed but not yet checked or folded. {@code authzid} is whom the client wants to act as: empty when it did
 * not say so or named itself ({@code authcid}, in the very same spelling).
 */
public sealed interface SaslStep {

    /**
     * The client is to hear this and to respond.
     *
     * @param data may be empty
     * @param channelBinding what the host has to hand over with the response ({@link SaslExchange#channelBinding}), by its
     *     registered name; empty: nothing
     */
    record Challenge(Octets data, String channelBinding) implements SaslStep {

        /** A challenge that asks nothing of the host. */
        public Challenge(Octets data) {
            this(data, "");
        }
    }

    /** What only the host can do. */
    sealed interface ForHost extends SaslStep {}

    /**
     * The host is to check this password; its verdict is the exchange's. The last step.
     *
     * @param password for the host to wipe; may be empty
     */
    record VerifyPassword(String authcid, String authzid, Secret password) implements ForHost {}

    /**
     * The host is to check this token; its verdict is the exchange's. The last step.
     *
     * @param token for the host to wipe
     * @param refusal what the client is to hear before its failure
     */
    record VerifyToken(String authcid, Secret token, Octets refusal) implements ForHost {}

    /**
     * The host is to say whether its peer vouches for the client, by a certificate; its verdict is the exchange's. The
     * last step.
     */
    record VerifyExternally(String authzid) implements ForHost {}

    /**
     * The client wants to be nobody in particular; whether it may is for the host to decide. The last step.
     *
     * @param trace for the log; any characters, up to 255
     */
    record Anonymous(String trace) implements ForHost {}

    /** The host is to find these credentials and to hand them to {@link SaslExchange#credentials}. */
    record NeedCredentials(CredentialKind kind, String authcid, String authzid) implements ForHost {}

    /**
     * The client has proved that it knows the password. The last step; whether the user may log in is for the host to
     * decide.
     *
     * @param data what the client is to hear with its success
     */
    record Success(String authcid, String authzid, Optional<Octets> data) implements ForHost {}

    /**
     * The client has not proved anything. The last step.
     *
     * @param authcid who it claimed to be; empty if that was not to be made out
     */
    record Failure(String authcid, Reason reason) implements ForHost {

        /** Why; for logs and metrics, not for the client. */
        public enum Reason {
            /** What the client said is not in the form that the mechanism prescribes, or asks for what is not offered. */
            MALFORMED,
            /** The proof is wrong, or there is nothing to compare it with. */
            MISMATCH
        }
    }
}
