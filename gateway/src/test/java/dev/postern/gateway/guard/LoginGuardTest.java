package dev.postern.gateway.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.NetworkRange;
import dev.postern.gateway.config.PenaltyConfig;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginGuardTest {
    private static final String USER = "kim@d.test";
    private static final LoginOutcome GRANTED = new Granted(USER, Map.of(), false);
    private static final LoginOutcome WRONG = new Denied(USER, Reason.WRONG_PASSWORD);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final Penalties penalties = new Penalties(PenaltyConfig.defaults(), System::nanoTime);
    private Duration failureDelay = Duration.ZERO;
    private int places = 100;
    private String remoteIp = "192.0.2.1";
    private boolean exempt;

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        metrics.close();
    }

    private LoginGuard guard() {
        try {
            return new LoginGuard(
                    vertx,
                    new LoginGuard.Rules(
                            failureDelay, List.of(new NetworkRange(InetAddress.getByName("198.51.100.0"), 24))),
                    penalties,
                    new HeldAnswers(vertx, places),
                    LoginPolicy.NONE,
                    metrics.timer("penalty", "of tests"));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Visit visit(String password) {
        LoginAttempt attempt = new LoginAttempt("PLAIN", "smtp", remoteIp, "", true);
        Caller caller = new Caller(attempt, USER, "", "", exempt);
        return guard().arrive(caller, Secret.copyOf(password.getBytes(UTF_8)), System.nanoTime());
    }

    private Ruling ruling(LoginOutcome outcome, String password) {
        return visit(password).conclude(outcome);
    }

    private void guess(int count) {
        for (int i = 0; i < count; i++) {
            ruling(WRONG, "guess " + i);
        }
    }

    @Test
    void tellsTheLogWhetherAGuessIsNew() {
        assertThat(ruling(WRONG, "one").note()).isEqualTo("guess=first");
        assertThat(ruling(WRONG, "one").note()).isEqualTo("guess=repeated");
        assertThat(ruling(WRONG, "two").note()).isEqualTo("guess=first");
        assertThat(ruling(GRANTED, "three").note()).isEmpty();
    }

    @Test
    void holdsRefusalsBack() {
        failureDelay = Duration.ofSeconds(2);
        assertThat(ruling(WRONG, "one").release().isComplete()).isFalse();
        assertThat(ruling(GRANTED, "one").release().isComplete()).isTrue();
    }

    /** Whoever hangs up when nothing comes at once has learnt nothing. */
    @Test
    void aPenaltyHoldsTheRightPasswordBackToo() {
        guess(5);
        Ruling granted = ruling(GRANTED, "right");
        assertThat(granted.note()).isEqualTo("penalty=500ms");
        assertThat(granted.release().isComplete()).isFalse();
        assertThat(granted.outcome()).isSameAs(GRANTED);
        assertThat(ruling(GRANTED, "right").release().isComplete())
                .as("known from now on")
                .isTrue();
    }

    @Test
    void trustedNetworksAreNeverPunished() {
        remoteIp = "198.51.100.7";
        guess(20);
        assertThat(ruling(WRONG, "another").note()).isEmpty();
        assertThat(penalties.networks() + penalties.users()).isZero();
    }

    @Test
    void aMailServerMayAskForNoPenalty() {
        exempt = true;
        guess(20);
        assertThat(ruling(WRONG, "another").release().isComplete()).isTrue();
        assertThat(penalties.users()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WRONG_NETWORK", "NOT_HERE", "NOT_SECURED", "NOT_PERMITTED", "POLICY"})
    void whatFollowsARightPasswordIsNoGuess(Reason reason) {
        failureDelay = Duration.ofSeconds(2);
        Ruling ruling = ruling(new Denied(USER, reason), "right");
        assertThat(ruling.note()).isEmpty();
        assertThat(ruling.release().isComplete()).isFalse();
        assertThat(penalties.users()).isZero();
    }

    @Test
    void anOutageIsNoTimeToGuessIn() {
        failureDelay = Duration.ofSeconds(2);
        LoginOutcome mismatch = new Undecided(USER, new Unavailable("away"), true);
        assertThat(ruling(mismatch, "one").note()).isEqualTo("guess=first");
        assertThat(ruling(mismatch, "two").release().isComplete()).isFalse();
        Ruling unknown = ruling(new Undecided(USER, new Unavailable("away")), "one");
        assertThat(unknown.release().isComplete()).isFalse();
        assertThat(unknown.note()).isEmpty();
        assertThat(ruling(new Undecided(USER, new Misconfigured("two rows")), "one")
                        .release()
                        .isComplete())
                .isTrue();
    }

    @Test
    void whoeverIsTooMuchHearsSoAtOnce() {
        failureDelay = Duration.ofSeconds(2);
        guess(10);
        assertThat(ruling(new Busy(USER, "pool"), "x").release().isComplete()).isTrue();
        places = 0;
        Ruling overflow = ruling(WRONG, "y");
        assertThat(overflow.outcome()).isInstanceOf(Busy.class);
        assertThat(overflow.release().isComplete()).isTrue();
    }

    @Test
    void whatIsNotDecidedInTimeIsTemporaryTrouble() throws Exception {
        long longAgo = System.nanoTime() - HeldAnswers.LATEST.toNanos();
        Caller caller = new Caller(new LoginAttempt("PLAIN", "smtp", remoteIp, "", true), USER, "", "", false);
        LoginOutcome outcome = guard().arrive(caller, null, longAgo)
                .judge(() -> Future.future(never -> {}))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(Busy.class);
    }

    @Test
    void countsWhatWasHeldBackInAHistogram() {
        guess(5);
        assertThat(metrics.scrape()).contains("penalty_seconds_count 1");
    }
}
