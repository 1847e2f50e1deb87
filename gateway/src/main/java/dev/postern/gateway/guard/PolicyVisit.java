package dev.postern.gateway.guard;

import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a policy makes of one login. Used by one thread after another. */
final class PolicyVisit {
    private final LoginPolicy policy;
    private final String user;
    private final @Nullable Secret typed;
    private final @Nullable PolicyQuestion question;
    private Duration delay = Duration.ZERO;
    private boolean rejected;

    /** @param typed wiped if nobody else comes to see it */
    PolicyVisit(LoginPolicy policy, Caller caller, @Nullable Secret typed) {
        this.policy = policy;
        this.user = caller.user();
        this.typed = typed;
        this.question = policy == LoginPolicy.NONE ? null : question(policy, caller, typed);
    }

    private static PolicyQuestion question(LoginPolicy policy, Caller caller, @Nullable Secret typed) {
        String hash = policy.hash(caller.user(), typed);
        return new PolicyQuestion(caller.attempt(), caller.user(), caller.session(), caller.device(), hash);
    }

    Future<LoginOutcome> judge(Supplier<Future<LoginOutcome>> decide) {
        if (question == null) {
            return decide.get();
        }
        Future<LoginOutcome> decision = policy.checksBefore() ? ask(question, decide) : decide.get();
        return policy.checksAfter() ? decision.compose(outcome -> askAfter(question, outcome)) : decision;
    }

    private Future<LoginOutcome> askAfter(PolicyQuestion about, LoginOutcome outcome) {
        Future<LoginOutcome> decided = Future.succeededFuture(outcome);
        return outcome instanceof Granted ? ask(about, () -> decided) : decided;
    }

    private Future<LoginOutcome> ask(PolicyQuestion about, Supplier<Future<LoginOutcome>> next) {
        return policy.allow(about).compose(advice -> {
            if (advice instanceof PolicyAdvice.Go go) {
                delay = go.delay().compareTo(delay) > 0 ? go.delay() : delay;
                return next.get();
            }
            if (typed != null) {
                typed.wipe();
            }
            rejected = advice instanceof PolicyAdvice.Reject;
            return Future.succeededFuture(
                    rejected
                            ? new Denied(user, Reason.POLICY)
                            : new Undecided(user, new Unavailable("the policy server does not answer")));
        });
    }

    /** By how much it wants the answer to be held back. */
    Duration delay() {
        return delay;
    }

    /** Tells it what became of the login; nothing of one that could not be decided. */
    void report(LoginOutcome outcome) {
        if (question != null && (outcome instanceof Granted || outcome instanceof Denied)) {
            policy.report(question, outcome instanceof Granted, rejected);
        }
    }
}
