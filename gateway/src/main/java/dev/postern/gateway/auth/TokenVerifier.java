package dev.postern.gateway.auth;

import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;

/** Asks whoever issues tokens, or checks their signatures. Thread-safe. */
public interface TokenVerifier extends AutoCloseable {

    /** Where no issuer is configured: nobody can tell. */
    TokenVerifier NONE = token -> Future.succeededFuture(
            new Verdict.Undecided(new Misconfigured("auth.oauth2 names nobody who could check a token")));

    /**
     * Judges one token.
     *
     * @return never fails; may complete on any thread. The token is not kept beyond that.
     */
    Future<Verdict> verify(Secret token);

    /** Ends what is under way. */
    @Override
    default void close() {}

    /** What became of it. */
    sealed interface Verdict {

        /**
         * It is good.
         *
         * @param user whom it names
         */
        record Valid(String user) implements Verdict {}

        /**
         * It is not, and will not be.
         *
         * @param why for the log; nothing of the token
         */
        record Invalid(String why) implements Verdict {}

        /** Nobody can tell: the issuer cannot be asked, or does not answer as it should. */
        record Undecided(dev.postern.gateway.directory.Failure failure) implements Verdict {}
    }
}
