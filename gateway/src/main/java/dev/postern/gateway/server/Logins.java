package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.FailureDelay;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginLog;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.SaslStep;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a login needs, from the session's step to the outcome that the session is told: the table of the auth protocols.
 *
 * <p>Refusals are held back here. What could not be decided is told at once: there is nothing to be learnt from it.
 * Thread-safe; shared by all auth listeners.
 */
final class Logins {
    private static final String PROTOCOL = "auth";

    /** Fields that are bare words on the wire: with a value Dovecot does not see them, and lets the user in. */
    private static final Set<String> WORDS = Set.of("nologin", "proxy", "proxy_maybe", "nodelay");

    private final Authenticator authenticator;
    private final FailureDelay delay;
    private final Metrics metrics;

    Logins(Authenticator authenticator, FailureDelay delay, Metrics metrics) {
        this.authenticator = authenticator;
        this.delay = delay;
        this.metrics = metrics;
    }

    /** Completes when the outcome may be told. */
    Future<Outcome> carryOut(AuthRequest request, SaslStep.ForHost step) {
        long arrivedAt = System.nanoTime();
        LoginAttempt attempt = attempt(request);
        return decide(attempt, step).compose(outcome -> {
            LoginLog.write(attempt, outcome);
            count(request, outcome, arrivedAt);
            Outcome told = told(outcome);
            return outcome instanceof Denied ? delay.until(arrivedAt).map(told) : Future.succeededFuture(told);
        });
    }

    private Future<LoginOutcome> decide(LoginAttempt attempt, SaslStep.ForHost step) {
        if (step instanceof SaslStep.VerifyPassword verify) {
            return authenticator.login(attempt, verify.authcid(), verify.authzid(), verify.password());
        }
        if (step instanceof SaslStep.Failure failure) {
            return Future.succeededFuture(new Denied(failure.authcid(), Reason.WRONG_PASSWORD));
        }
        // Only mechanisms that see the password are offered: see Conversations.
        throw new IllegalStateException(
                "no mechanism asks for " + step.getClass().getSimpleName());
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

    private static LoginAttempt attempt(AuthRequest request) {
        return new LoginAttempt(
                request.mechanism(),
                request.service(),
                request.remoteIp().orElse(""),
                request.localIp().orElse(""),
                request.secured());
    }
}
