package dev.postern.dovecot.client;

import dev.postern.sasl.Octets;
import dev.postern.sasl.SaslExchange;
import dev.postern.sasl.SaslStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open exchange: a request without its final line. */
final class Exchange {

    /** Whose turn it is. */
    enum Turn {
        /** The client's, to respond to a challenge. */
        CLIENT,
        /** The gateway's, to carry out a step. */
        HOST,
        /** The client's, to acknowledge the mechanism's last words; what becomes of it is settled. */
        ACKNOWLEDGEMENT
    }

    final AuthRequest request;
    final SaslExchange sasl;
    final long startedAt;

    Turn turn = Turn.CLIENT;

    /** What the gateway was asked last. */
    SaslStep.@Nullable ForHost asked;

    /** What the gateway has decided, when it is time for an acknowledgement. */
    @Nullable
    Outcome settled;

    /** The channel binding that the last challenge asked for; empty: none. */
    String binding = "";

    Exchange(AuthRequest request, SaslExchange sasl, long startedAt) {
        this.request = request;
        this.sasl = sasl;
        this.startedAt = startedAt;
    }

    /** Whether a success can follow: the client has proved something, or it is the gateway that judges the proof. */
    boolean mayEndInSuccess() {
        return asked != null && !(asked instanceof SaslStep.NeedCredentials) && !(asked instanceof SaslStep.Failure);
    }

    /** What the mechanism has to say with a success. */
    Optional<Octets> lastWords() {
        return asked instanceof SaslStep.Success success ? success.data() : Optional.empty();
    }

    /** What the mechanism has to say with a refusal. */
    Optional<Octets> wordsOfRefusal() {
        return asked instanceof SaslStep.VerifyToken token ? Optional.of(token.refusal()) : Optional.empty();
    }
}
