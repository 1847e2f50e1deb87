package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.auth.TokenVerifier.Verdict;
import dev.postern.gateway.logging.Printable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges logins by a token: the token has to be good, to name the very user who logs in, and that user has to have a row
 * that lets him in. A token is never compared with a stored password. Thread-safe.
 */
public final class TokenLogins {
    private static final Logger LOG = LoggerFactory.getLogger(TokenLogins.class);

    private final Authenticator authenticator;
    private final TokenVerifier verifier;
    private final boolean requireSecured;

    /** @param requireSecured whether a token may come over protected connections only */
    public TokenLogins(Authenticator authenticator, TokenVerifier verifier, boolean requireSecured) {
        this.authenticator = authenticator;
        this.verifier = verifier;
        this.requireSecured = requireSecured;
    }

    /**
     * Judges a login.
     *
     * @param authcid the name as typed
     * @param token wiped when the outcome is known
     */
    public Future<LoginOutcome> login(LoginAttempt attempt, String authcid, Secret token) {
        Optional<String> user = authenticator.normalise(authcid);
        if (user.isEmpty()) {
            token.wipe();
            return Future.succeededFuture(new Denied("", Reason.BAD_NAME));
        }
        if (requireSecured && !attempt.isPrivate()) {
            token.wipe();
            return Future.succeededFuture(new Denied(user.get(), Reason.NOT_SECURED));
        }
        return verifier.verify(token)
                .onComplete(done -> token.wipe())
                .compose(verdict -> decide(attempt, user.get(), verdict));
    }

    private Future<LoginOutcome> decide(LoginAttempt attempt, String user, Verdict verdict) {
        if (verdict instanceof Verdict.Undecided undecided) {
            return Future.succeededFuture(new Undecided(user, undecided.failure()));
        }
        if (verdict instanceof Verdict.Invalid invalid) {
            LOG.info("token refused user={}: {}", Printable.of(user), invalid.why());
            return Future.succeededFuture(new Denied(user, Reason.BAD_TOKEN));
        }
        String named = ((Verdict.Valid) verdict).user();
        if (!authenticator.normalise(named).equals(Optional.of(user))) {
            LOG.info("token refused user={}: it is {}'s", Printable.of(user), Printable.of(named));
            return Future.succeededFuture(new Denied(user, Reason.BAD_TOKEN));
        }
        return authenticator.proved(attempt, user, "");
    }
}
