package dev.postern.gateway.guard;

import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One login, from its arrival to its answer. Used by one thread after another. */
public final class Visit {

    /** Refusals of who may only have guessed; the others follow a right password. */
    private static final Set<Reason> WRONG = EnumSet.of(Reason.BAD_NAME, Reason.UNKNOWN_USER, Reason.WRONG_PASSWORD);

    private final LoginGuard guard;
    private final Caller caller;
    private final @Nullable Secret typed;
    private final long arrivedAt;
    private final ClientNetwork network;
    private final PolicyVisit policy;

    Visit(LoginGuard guard, Caller caller, @Nullable Secret typed, long arrivedAt) {
        this.guard = guard;
        this.caller = caller;
        this.typed = typed == null ? null : typed.duplicate();
        this.arrivedAt = arrivedAt;
        this.network = ClientNetwork.of(caller.attempt().remoteIp());
        this.policy = new PolicyVisit(guard.policy(), caller, typed);
    }

    /**
     * Has the login decided, in time: what is not decided by {@link HeldAnswers#LATEST} is undecided.
     *
     * @param decide not called if the policy refuses
     */
    public Future<LoginOutcome> judge(Supplier<Future<LoginOutcome>> decide) {
        Future<LoginOutcome> deciding = policy.judge(decide);
        if (deciding.isComplete()) {
            return deciding;
        }
        Promise<LoginOutcome> decided = Promise.promise();
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrivedAt);
        long timer = guard.vertx()
                .setTimer(
                        Math.max(1, HeldAnswers.LATEST.toMillis() - spent),
                        late -> decided.tryComplete(new Busy(caller.user(), "it could not be decided in time")));
        deciding.onComplete(done -> {
            guard.vertx().cancelTimer(timer);
            if (done.succeeded()) {
                decided.tryComplete(done.result());
            } else {
                decided.tryFail(done.cause());
            }
        });
        return decided.future();
    }

    /** Counts what the login has come to, and says when it may be told. To be called once. */
    public Ruling conclude(LoginOutcome outcome) {
        boolean spared = outcome instanceof Busy || guard.spares(caller, network);
        Duration penalty = spared ? Duration.ZERO : guard.penalties().of(caller.user(), network);
        String note = spared ? "" : count(outcome);
        if (typed != null) {
            typed.wipe();
        }
        policy.report(outcome);
        if (!penalty.isZero()) {
            guard.penaltyTimes().record(penalty);
            note += " penalty=" + penalty.toMillis() + "ms";
        }
        Duration delay = isRefused(outcome) ? guard.failureDelay() : Duration.ZERO;
        return hold(outcome, penalty.plus(policy.delay()).plus(delay), note.strip());
    }

    /** While the source is away the time of an answer must show neither a wrong password nor a user who is not known. */
    private static boolean isRefused(LoginOutcome outcome) {
        return (outcome instanceof Denied denied && !denied.atOnce())
                || (outcome instanceof Undecided undecided && undecided.failure() instanceof Unavailable);
    }

    private Ruling hold(LoginOutcome outcome, Duration duration, String note) {
        if (duration.isZero() || outcome instanceof Busy) {
            return new Ruling(outcome, Future.succeededFuture(), note);
        }
        return guard.held().reserve()
                ? new Ruling(outcome, guard.held().hold(arrivedAt, duration), note)
                : new Ruling(new Busy(caller.user(), "too many answers are held back"), Future.succeededFuture(), note);
    }

    private String count(LoginOutcome outcome) {
        if (outcome instanceof Granted) {
            guard.penalties().succeeded(caller.user(), network);
        }
        boolean wrong = outcome instanceof Denied denied
                ? WRONG.contains(denied.reason())
                : outcome instanceof Undecided undecided && undecided.mismatch();
        if (!wrong) {
            return "";
        }
        Penalties.Standing standing = guard.penalties().failed(caller.user(), network, typed);
        return "guess=" + standing.name().toLowerCase(Locale.ROOT);
    }
}
