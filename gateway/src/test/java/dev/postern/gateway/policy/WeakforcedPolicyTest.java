package dev.postern.gateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.PenaltyConfig;
import dev.postern.gateway.config.PolicyConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.guard.Caller;
import dev.postern.gateway.guard.HeldAnswers;
import dev.postern.gateway.guard.LoginGuard;
import dev.postern.gateway.guard.Penalties;
import dev.postern.gateway.guard.PolicyAdvice;
import dev.postern.gateway.guard.PolicyAdvice.Go;
import dev.postern.gateway.guard.PolicyQuestion;
import dev.postern.gateway.guard.Visit;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakforcedPolicyTest {
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "imap", "192.0.2.1", "192.0.2.9", true);
    private static final Caller KIM = new Caller(ATTEMPT, "kim@d.test", "s1", "Mutt", false);
    private static final LoginOutcome GRANTED = new Granted("kim@d.test", Map.of(), false);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final PolicyServer server;
    private final List<WeakforcedPolicy> policies = new ArrayList<>();
    private Duration timeout = Duration.ofSeconds(30);
    private boolean failOpen = true;
    private boolean checkBefore = true;
    private boolean checkAfter = true;

    WeakforcedPolicyTest() throws IOException {
        server = new PolicyServer();
    }

    @AfterEach
    void close() throws Exception {
        policies.forEach(WeakforcedPolicy::close);
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        metrics.close();
    }

    private WeakforcedPolicy policy() {
        PolicyConfig config = new PolicyConfig(
                server.url(),
                "wforce",
                new SecretText("super"),
                timeout,
                failOpen,
                checkBefore,
                checkAfter,
                true,
                new SecretText("salt"),
                12);
        WeakforcedPolicy policy = new WeakforcedPolicy(vertx, config, metrics);
        policies.add(policy);
        return policy;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static PolicyAdvice ask(WeakforcedPolicy policy) throws Exception {
        return get(policy.allow(new PolicyQuestion(ATTEMPT, "kim@d.test", "s1", "Mutt", "0abc")));
    }

    private Visit visit(WeakforcedPolicy policy, Secret typed) {
        LoginGuard guard = new LoginGuard(
                vertx,
                new LoginGuard.Rules(Duration.ZERO, List.of()),
                new Penalties(PenaltyConfig.defaults(), System::nanoTime),
                new HeldAnswers(vertx),
                policy,
                metrics.timer("penalty", "of tests"));
        return guard.arrive(KIM, typed, System.nanoTime());
    }

    private static Secret typed() {
        return Secret.copyOf("pw".getBytes(UTF_8));
    }

    @Test
    void asksAsDovecotDoes() throws Exception {
        assertThat(ask(policy())).isEqualTo(Go.NOW);
        PolicyServer.Asked asked = server.next();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.uri()).isEqualTo("/?command=allow");
        assertThat(asked.authorization()).isEqualTo("Basic d2ZvcmNlOnN1cGVy");
        assertThat(new JsonObject(asked.body()))
                .isEqualTo(new JsonObject("{\"login\":\"kim@d.test\",\"pwhash\":\"0abc\",\"remote\":\"192.0.2.1\","
                        + "\"device_id\":\"Mutt\",\"protocol\":\"imap\",\"session_id\":\"s1\",\"tls\":true}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {'status':0,'msg':''}        | Go[delay=PT0S]",
                "200 | {'status':0}                 | Go[delay=PT0S]",
                "200 | {'status':3,'msg':'slowly'}  | Go[delay=PT3S]",
                "200 | {'status':-1,'msg':'no'}     | Reject[]",
                // nothing that can be understood
                "200 | {'msg':'x'}                  | Unanswered[]",
                "200 | {'status':'0'}               | Unanswered[]",
                "200 | <html>                       | Unanswered[]",
                "200 | ''                           | Unanswered[]",
                "401 | {'status':0}                 | Unanswered[]",
                "500 | {'status':0}                 | Unanswered[]",
            })
    void understandsAnswers(int code, String answer, String advice) throws Exception {
        failOpen = false;
        server.answers(code, answer.replace('\'', '"'));
        assertThat(ask(policy())).hasToString(advice);
    }

    @Test
    void readsNoAnswerWithoutEnd() throws Exception {
        failOpen = false;
        server.answers(200, "{\"status\":0,\"msg\":\"" + "x".repeat(1 << 20) + "\"}");
        assertThat(ask(policy())).isEqualTo(new PolicyAdvice.Unanswered());
    }

    @ParameterizedTest
    @CsvSource({"true, Go[delay=PT0S]", "false, Unanswered[]"})
    void waitsForNobodyBeyondItsTime(boolean open, String advice) throws Exception {
        timeout = Duration.ofMillis(50);
        failOpen = open;
        server.saysNothing();
        assertThat(ask(policy())).hasToString(advice);
    }

    @ParameterizedTest
    @CsvSource({"true, Go[delay=PT0S]", "false, Unanswered[]"})
    void aServerThatIsAwayIsOpenOrClosedAsConfigured(boolean open, String advice) throws Exception {
        failOpen = open;
        WeakforcedPolicy policy = policy();
        server.close();
        assertThat(ask(policy)).hasToString(advice);
        assertThat(metrics.scrape()).contains("postern_policy_seconds_count{command=\"allow\",outcome=\"failed\"} 1");
    }

    @Test
    void whomThePolicyRejectsNobodyVerifies() throws Exception {
        server.answers(200, "{\"status\":-1}");
        Secret typed = typed();
        Visit visit = visit(policy(), typed);
        LoginOutcome outcome = get(visit.judge(() -> {
            throw new AssertionError("verified all the same");
        }));
        assertThat(outcome).isEqualTo(new Denied("kim@d.test", Reason.POLICY));
        assertThat(typed).as("wiped").isNotEqualTo(typed());
        server.next();
        visit.conclude(outcome);
        assertThat(new JsonObject(server.next().body()).getMap())
                .containsEntry("success", false)
                .containsEntry("policy_reject", true);
    }

    @Test
    void aClosedPolicyIsNeverAWrongPassword() throws Exception {
        failOpen = false;
        server.answers(500, "");
        LoginOutcome outcome = get(visit(policy(), typed()).judge(() -> Future.succeededFuture(GRANTED)));
        assertThat(outcome).isInstanceOf(Undecided.class);
    }

    @Test
    void asksBeforeAndAfterAndTellsTheEnd() throws Exception {
        server.answers(200, "{\"status\":1}");
        Visit visit = visit(policy(), typed());
        assertThat(get(visit.judge(() -> Future.succeededFuture(GRANTED)))).isEqualTo(GRANTED);
        assertThat(visit.conclude(GRANTED).release().isComplete())
                .as("held back as the policy says")
                .isFalse();
        assertThat(server.next().uri()).endsWith("?command=allow");
        assertThat(server.next().uri()).endsWith("?command=allow");
        PolicyServer.Asked report = server.next();
        assertThat(report.uri()).endsWith("?command=report");
        assertThat(new JsonObject(report.body()).getMap())
                .containsEntry("success", true)
                .containsEntry("policy_reject", false)
                .containsEntry("login", "kim@d.test");
        assertThat(report.body()).doesNotContain("\"pw\"");
    }

    @Test
    void asksOnlyWhenItIsToBeAsked() throws Exception {
        checkBefore = false;
        checkAfter = false;
        Visit visit = visit(policy(), typed());
        assertThat(visit.judge(() -> Future.succeededFuture(GRANTED)).isComplete())
                .isTrue();
        visit.conclude(GRANTED);
        assertThat(server.next().uri()).endsWith("?command=report");
    }
}
