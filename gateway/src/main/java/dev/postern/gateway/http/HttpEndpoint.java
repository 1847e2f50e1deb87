package dev.postern.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Serves health and metrics. */
public final class HttpEndpoint {

    /** Seconds; a monitoring system keeps its connection for a scrape interval at most. */
    private static final int IDLE_TIMEOUT = 75;

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** Whether the gateway can answer, and what it knows of the database. */
    public record Readiness(boolean ready, String detail) {}

    private final Vertx vertx;
    private final HttpServer server;
    private final Supplier<Readiness> readiness;
    private final Callable<String> metrics;

    /**
     * @param readiness asked on the event loop: must not block
     * @param metrics asked on a worker thread: a scrape of many meters takes milliseconds
     */
    public HttpEndpoint(Vertx vertx, Supplier<Readiness> readiness, Callable<String> metrics) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.metrics = metrics;
        this.server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_TIMEOUT))
                .requestHandler(this::handle);
    }

    /** Starts listening. */
    public Future<Void> listen(String host, int port) {
        return server.listen(port, host).mapEmpty();
    }

    /** Stops listening. */
    public Future<Void> close() {
        return server.close();
    }

    private void handle(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            reply(request, 405, TEXT, "only GET\n");
            return;
        }
        switch (request.path()) {
            case "/health/live" -> reply(request, 200, TEXT, "alive\n");
            case "/health/ready" -> replyReadiness(request);
            case "/metrics" -> replyMetrics(request);
            default -> reply(request, 404, TEXT, "try /health/live, /health/ready or /metrics\n");
        }
    }

    private void replyReadiness(HttpServerRequest request) {
        Readiness now = readiness.get();
        reply(request, now.ready() ? 200 : 503, TEXT, now.detail() + "\n");
    }

    private void replyMetrics(HttpServerRequest request) {
        vertx.executeBlocking(metrics, false)
                .onSuccess(text -> reply(request, 200, PROMETHEUS, text))
                .onFailure(bug -> reply(request, 500, TEXT, "metrics failed, see the log\n"));
    }

    private static void reply(HttpServerRequest request, int status, String type, String body) {
        request.response().setStatusCode(status).putHeader("Content-Type", type).end(body);
    }
}
