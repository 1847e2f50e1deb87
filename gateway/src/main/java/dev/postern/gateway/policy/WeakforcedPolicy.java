package dev.postern.gateway.policy;

import dev.postern.gateway.config.PolicyConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.guard.LoginPolicy;
import dev.postern.gateway.guard.PolicyAdvice;
import dev.postern.gateway.guard.PolicyQuestion;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a weakforced server, and tells it what became of logins. */
public final class WeakforcedPolicy implements LoginPolicy, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WeakforcedPolicy.class);

    /** As many connections as Dovecot opens. */
    private static final int MAX_CONNECTIONS = 100;

    /** Those that wait for a connection, too. A question of a kilobyte. */
    static final int MAX_IN_FLIGHT = 1_000;

    /** In bytes; a server says a status and a line. */
    static final int MAX_ANSWER = 4_096;

    private final PolicyConfig config;
    private final PasswordHash hash;
    private final HttpClient client;
    private final Metrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** Connects when it is asked first. */
    public WeakforcedPolicy(Vertx vertx, PolicyConfig config, Metrics metrics) {
        this.config = config;
        this.hash = new PasswordHash(config.hashNonce(), config.hashBits());
        this.metrics = metrics;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.timeout().toMillis())
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_IN_FLIGHT));
    }

    @Override
    public boolean checksBefore() {
        return config.checkBefore();
    }

    @Override
    public boolean checksAfter() {
        return config.checkAfter();
    }

    @Override
    public String hash(String login, @Nullable Secret typed) {
        return hash.of(login, typed);
    }

    @Override
    public Future<PolicyAdvice> allow(PolicyQuestion question) {
        long askedAt = System.nanoTime();
        return post("allow", json(question)).map(WeakforcedPolicy::advice).transform(answered -> {
            noteFailure(answered.cause());
            PolicyAdvice advice = answered.succeeded() ? answered.result() : withoutAnswer();
            record("allow", answered.succeeded() ? label(advice) : "failed", askedAt);
            return Future.succeededFuture(advice);
        });
    }

    private PolicyAdvice withoutAnswer() {
        return config.failOpen() ? PolicyAdvice.Go.NOW : new PolicyAdvice.Unanswered();
    }

    private static String label(PolicyAdvice advice) {
        if (advice instanceof PolicyAdvice.Go go) {
            return go.delay().isZero() ? "allowed" : "delayed";
        }
        return "rejected";
    }

    @Override
    public void report(PolicyQuestion question, boolean success, boolean rejected) {
        if (!config.report()) {
            return;
        }
        long askedAt = System.nanoTime();
        JsonObject json = json(question).put("success", success).put("policy_reject", rejected);
        post("report", json).onComplete(told -> {
            noteFailure(told.cause());
            record("report", told.succeeded() ? "told" : "failed", askedAt);
        });
    }

    private void record(String command, String outcome, long askedAt) {
        metrics.timer("postern.policy", "What was asked of the policy server", "command", command, "outcome", outcome)
                .record(System.nanoTime() - askedAt, TimeUnit.NANOSECONDS);
    }

    private static JsonObject json(PolicyQuestion question) {
        return new JsonObject()
                .put("device_id", question.device())
                .put("login", question.login())
                .put("protocol", question.attempt().service())
                .put("pwhash", question.passwordHash())
                .put("remote", question.attempt().remoteIp())
                .put("session_id", question.session())
                .put("tls", question.attempt().secured());
    }

    private Future<Buffer> post(String command, JsonObject json) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            return Future.failedFuture(new IOException("too many questions are open"));
        }
        return client.request(options(command))
                .compose(request -> send(request, json))
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> inFlight.decrementAndGet());
    }

    private RequestOptions options(String command) {
        String url = config.url().toString();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url + (url.endsWith("&") ? "" : "?") + "command=" + command)
                // Of the request itself, so that its connection does not outlive the patience of who asked.
                .setIdleTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json");
        SecretText password = config.password();
        if (password != null) {
            byte[] both = (config.username() + ':' + password.reveal()).getBytes(StandardCharsets.UTF_8);
            options.putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
        return options;
    }

    private static Future<Buffer> send(HttpClientRequest request, JsonObject json) {
        return request.send(json.toBuffer()).compose(WeakforcedPolicy::read);
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        // Its end tells of it, too.
        response.exceptionHandler(broken -> {});
        if (response.statusCode() / 10 != 20) {
            response.request().reset();
            return Future.failedFuture(new IOException("HTTP status " + response.statusCode()));
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > MAX_ANSWER) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }

    private static PolicyAdvice advice(Buffer body) {
        Integer status;
        try {
            status = new JsonObject(body).getInteger("status");
        } catch (DecodeException | ClassCastException malformed) {
            throw new IllegalArgumentException("not the answer of a policy server");
        }
        if (status == null) {
            throw new IllegalArgumentException("an answer without status");
        }
        return status < 0 ? new PolicyAdvice.Reject() : new PolicyAdvice.Go(Duration.ofSeconds(status));
    }

    /** One line when it begins, one when it is over. */
    private void noteFailure(@Nullable Throwable cause) {
        if (cause != null && failing.compareAndSet(false, true)) {
            LOG.warn(
                    "policy server does not answer host={}: {}; logins {}",
                    config.url().getHost(),
                    cause.getMessage(),
                    config.failOpen() ? "go on without it" : "fail for the moment");
        } else if (cause == null && failing.compareAndSet(true, false)) {
            LOG.info("policy server answers again host={}", config.url().getHost());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
