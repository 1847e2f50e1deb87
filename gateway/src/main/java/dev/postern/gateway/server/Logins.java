package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.gateway.auth.CredentialsResult;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginLog;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.logging.Printable;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.SaslStep;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a login needs, from the session's step to the outcome that the session is told: the table of the auth protocols.
 *
 * <p>Refusals are held back here, and so is what the source could not say: while it is away, the time of an answer must
 * show neither a wrong password nor a user of whom nothing is known. Thread-safe; shared by all auth listeners.
 */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final String PROTOCOL = "auth";

    /** Fields that are bare words on the wire: with a value Dovecot does not see them, and lets the user in. */
    private static final Set<String> WORDS = Set.of("nologin", "proxy", "proxy_maybe", "nodelay", "anonymous");

    private final Services.Auth auth;
    private final Metrics metrics;

    Logins(Services.Auth auth, Metrics metrics) {
        this.auth = auth;
        this.metrics = metrics;
    }

    /** What a mechanism compares its client's proof with. */
    Future<CredentialsResult> credentials(AuthRequest request, SaslStep.NeedCredentials need) {
        long arrivedAt = System.nanoTime();
        LoginAttempt attempt = attempt(request);
        return auth.authenticator()
                .credentials(attempt, need, auth.context(), auth.blocking())
                .compose(result -> {
                    if (result instanceof CredentialsResult.Undecided undecided) {
                        LoginLog.write(attempt, undecided.outcome());
                        return heldBack(undecided.outcome(), arrivedAt, result);
                    }
                    return Future.succeededFuture(result);
                });
    }

    /**
     * Completes when the outcome may be told.
     *
     * @param stale whether the client's proof was compared with credentials that the source has not confirmed
     */
    Future<Outcome> carryOut(AuthRequest request, SaslStep.ForHost step, boolean stale) {
        long arrivedAt = System.nanoTime();
        LoginAttempt attempt = attempt(request);
        return decide(request, attempt, step, stale).compose(decided -> {
            LoginOutcome outcome = forClient(request, decided);
            LoginLog.write(attempt, outcome);
            count(request, outcome, arrivedAt);
            return heldBack(outcome, arrivedAt, told(decided));
        });
    }

    private <T> Future<T> heldBack(LoginOutcome outcome, long arrivedAt, T told) {
        boolean holds = outcome instanceof Denied
                || (outcome instanceof Undecided undecided && undecided.failure() instanceof Failure.Unavailable);
        return holds ? auth.delay().until(arrivedAt).map(told) : Future.succeededFuture(told);
    }

    private Future<LoginOutcome> decide(
            AuthRequest request, LoginAttempt attempt, SaslStep.ForHost step, boolean stale) {
        if (step instanceof SaslStep.VerifyPassword verify) {
            return auth.authenticator().login(attempt, verify.authcid(), verify.authzid(), verify.password());
        }
        if (step instanceof SaslStep.Success success) {
            return auth.authenticator().proved(attempt, success.authcid());
        }
        if (step instanceof SaslStep.VerifyExternally external) {
            return request.certifiedName()
                    .map(name -> auth.authenticator().certified(attempt, name, external.authzid()))
                    .orElseGet(() -> Future.succeededFuture(new Denied("", Reason.NO_CERTIFICATE)));
        }
        if (step instanceof SaslStep.Anonymous anonymous) {
            LOG.info(
                    "anonymous login rip={} trace={}",
                    Printable.of(attempt.remoteIp()),
                    Printable.of(anonymous.trace()));
            return Future.succeededFuture(auth.authenticator().anonymous());
        }
        SaslStep.Failure failure = (SaslStep.Failure) step;
        return Future.succeededFuture(
                stale && failure.reason() == SaslStep.Failure.Reason.MISMATCH
                        ? auth.authenticator().unproved(failure.authcid())
                        : new Denied(failure.authcid(), Reason.WRONG_PASSWORD));
    }

    /**
     * A client that only authenticates lets in whoever gets an OK, whatever fields it has, so the session refuses whom it
     * would send away. That is a refusal like any other: logged as one, and held back, so that it does not show by its
     * time that the password was right.
     */
    private static LoginOutcome forClient(AuthRequest request, LoginOutcome outcome) {
        boolean sentAway = outcome instanceof Granted granted
                && (granted.fields().containsKey("nologin") || granted.fields().containsKey("proxy"));
        return sentAway && request.authenticationOnly() ? new Denied(outcome.user(), Reason.NOT_HERE) : outcome;
    }

    private static Outcome told(LoginOutcome outcome) {
        if (outcome instanceof Granted granted) {
            return new Outcome.Success(granted.user(), fields(granted.fields()));
        }
        return outcome instanceof Denied denied
                ? Outcome.Refused.of(denied.user())
                : new Outcome.Temporary(outcome.user());
    }

    private static Parameters fields(Map<String, String> fields) {
        List<String> parameters = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> parameters.add(WORDS.contains(name) ? name : name + '=' + value));
        return new Parameters(parameters);
    }

    private void count(AuthRequest request, LoginOutcome outcome, long arrivedAt) {
        String label = outcome instanceof Granted
                ? "granted"
                : outcome instanceof Denied denied ? denied.reason().label() : "undecided";
        metrics.requests(PROTOCOL, request.mechanism(), label)
                .record(System.nanoTime() - arrivedAt, TimeUnit.NANOSECONDS);
    }

    /** What the request tells of the login. */
    static LoginAttempt attempt(AuthRequest request) {
        return new LoginAttempt(
                request.mechanism(),
                request.service(),
                request.remoteIp().orElse(""),
                request.localIp().orElse(""),
                request.secured());
    }
}
