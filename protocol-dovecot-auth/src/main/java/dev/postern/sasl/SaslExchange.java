package dev.postern.sasl;

import org.jspecify.annotations.Nullable;

/**
 * One client's way through a mechanism. The host calls {@link #start} once; after a {@link SaslStep.Challenge} it calls
 * {@link #respond}, after {@link SaslStep.NeedCredentials} it calls {@link #credentials}; any other step is the last.
 * A call out of turn is a bug and throws {@link IllegalStateException}. Not thread-safe.
 *
 * <p>Arrays belong to the caller, who wipes them after the call; an exchange copies what it keeps.
 */
public interface SaslExchange {

    /**
     * Begins. The client speaks first in most mechanisms: one that sent nothing is asked for it by an empty challenge.
     *
     * @param initialResponse what the client sent along, already decoded; null if it sent nothing, which is something
     *     else than an empty response
     */
    default SaslStep start(byte @Nullable [] initialResponse) {
        return initialResponse == null ? new SaslStep.Challenge(Octets.EMPTY) : respond(initialResponse);
    }

    /** Goes on with the client's response to a challenge, already decoded. */
    SaslStep respond(byte[] response);

    /**
     * Hands over what a {@link SaslStep.Challenge} asked for, before the response to it: the data of the client's channel,
     * as the host's peer knows them. Without this call there are none.
     */
    default void channelBinding(byte[] data) {
        throw new IllegalStateException("no channel binding was asked for");
    }

    /** Goes on with the credentials that were asked for. They are copied, and remain the caller's. */
    default SaslStep credentials(Credentials found) {
        throw new IllegalStateException("no credentials were asked for");
    }
}
