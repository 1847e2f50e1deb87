package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.gateway.auth.CredentialsResult;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginLog;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.guard.Caller;
import dev.postern.gateway.guard.Ruling;
import dev.postern.gateway.guard.Visit;
import dev.postern.gateway.logging.Printable;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
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
        Visit visit = auth.guard().arrive(caller(request, attempt, need.authcid()), null, arrivedAt);
        return auth.authenticator()
                .credentials(attempt, need, auth.context(), auth.blocking())
                .compose(result -> {
                    if (result instanceof CredentialsResult.Undecided undecided) {
                        Ruling ruling = visit.conclude(undecided.outcome());
                        LoginLog.write(attempt, ruling.outcome(), ruling.note());
                        return ruling.release().map(result);
                    }
                    if (result instanceof CredentialsResult.Found found
                            && found.credentials() instanceof Credentials.ScramKeys keys) {
                        auth.context().sawScramKeys(need.kind(), keys.iterations());
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
        Secret typed = step instanceof SaslStep.VerifyPassword verify ? verify.password() : null;
        String authcid = authcid(request, step);
        Caller caller = caller(request, attempt, authcid);
        Visit visit = auth.guard().arrive(caller, typed, arrivedAt);
        return visit.judge(() -> decide(request, attempt, step, stale)).compose(decided -> {
            Ruling ruling = visit.conclude(forClient(request, decided));
            LoginLog.write(attempt, ruling.outcome(), ruling.note());
            count(request, ruling.outcome(), arrivedAt);
            if (ruling.outcome() instanceof Granted granted
                    && !granted.appPassword().isEmpty()) {
                auth.uses().used(attempt, caller.user(), granted.appPassword());
            }
            LoginOutcome known = ruling.outcome() instanceof Busy ? ruling.outcome() : decided;
            Outcome told = ToldOutcome.of(request, typed(step, authcid), known);
            return ruling.release().map(told);
        });
    }

    private static String authcid(AuthRequest request, SaslStep.ForHost step) {
        if (step instanceof SaslStep.VerifyPassword verify) {
            return verify.authcid();
        }
        if (step instanceof SaslStep.Success success) {
            return success.authcid();
        }
        if (step instanceof SaslStep.VerifyToken token) {
            return token.authcid();
        }
        return step instanceof SaslStep.Failure failure
                ? failure.authcid()
                : request.certifiedName().orElse("");
    }

    /** A certificate's name was not typed. */
    private String typed(SaslStep.ForHost step, String authcid) {
        return step instanceof SaslStep.VerifyExternally
                ? ""
                : auth.authenticator().claimantAsTyped(authcid);
    }

    private Caller caller(AuthRequest request, LoginAttempt attempt, String authcid) {
        String user = auth.authenticator().claimant(authcid);
        Parameters parameters = request.parameters();
        return new Caller(
                attempt,
                user,
                parameters.value("session").orElse(""),
                parameters.value("client_id").orElse(""),
                parameters.has("no-penalty"));
    }

    private Future<LoginOutcome> decide(
            AuthRequest request, LoginAttempt attempt, SaslStep.ForHost step, boolean stale) {
        if (step instanceof SaslStep.VerifyPassword verify) {
            return auth.authenticator().login(attempt, verify.authcid(), verify.authzid(), verify.password());
        }
        if (step instanceof SaslStep.Success success) {
            return auth.authenticator().proved(attempt, success.authcid(), success.authzid());
        }
        if (step instanceof SaslStep.VerifyToken token) {
            return auth.tokens().login(attempt, token.authcid(), token.token());
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

    private void count(AuthRequest request, LoginOutcome outcome, long arrivedAt) {
        String label = label(outcome);
        metrics.requests(PROTOCOL, request.mechanism(), label)
                .record(System.nanoTime() - arrivedAt, TimeUnit.NANOSECONDS);
    }

    private static String label(LoginOutcome outcome) {
        if (outcome instanceof Denied denied) {
            return denied.reason().label();
        }
        if (outcome instanceof Granted) {
            return "granted";
        }
        return outcome instanceof Busy ? "busy" : "undecided";
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
