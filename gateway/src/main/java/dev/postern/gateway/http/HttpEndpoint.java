package dev.postern.gateway.http;

import dev.postern.gateway.logging.SparseLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Serves health and metrics, and flushes the cache. */
public final class HttpEndpoint {
    private static final SparseLog OFTEN = new SparseLog(LoggerFactory.getLogger(HttpEndpoint.class));

    /** Seconds; a monitoring system keeps its connection for a scrape interval at most. */
    private static final int IDLE_TIMEOUT = 75;

    /** Monitoring systems, proxies and people have a few; beyond it a connection is closed, for descriptors are Postfix's. */
    static final int MAX_CONNECTIONS = 128;

    private static final String FLUSH = "/cache/flush";

    /** What browsers and proxies add; that it is missing proves nothing, and the peer's address has to be right as well. */
    private static final List<String> SOMEBODY_ELSES =
            List.of("Origin", "Forwarded", "Via", "X-Forwarded-For", "X-Real-IP");

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /** Whether the gateway can answer, and what it knows of the database. */
    public record Readiness(boolean ready, String detail) {}

    private final Vertx vertx;
    private final HttpServer server;
    private final Supplier<Readiness> readiness;
    private final Callable<String> metrics;
    private final Callable<Long> flush;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param readiness asked on the event loop: must not block
     * @param metrics asked on a worker thread: a scrape of many meters takes milliseconds
     * @param flush empties the cache and says how many units there were; asked on a worker thread
     */
    public HttpEndpoint(Vertx vertx, Supplier<Readiness> readiness, Callable<String> metrics, Callable<Long> flush) {
        this.vertx = vertx;
        this.readiness = readiness;
        this.metrics = metrics;
        this.flush = flush;
        this.server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_TIMEOUT))
                .connectionHandler(this::admit)
                .requestHandler(this::handle);
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any that is free
     * @return where it listens
     */
    public Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    /** Stops listening. */
    public Future<Void> close() {
        return server.close();
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(gone -> open.decrementAndGet());
        if (open.incrementAndGet() > MAX_CONNECTIONS) {
            OFTEN.warn("http", "http connection refused: {} are open", MAX_CONNECTIONS);
            connection.close();
        }
    }

    private void handle(HttpServerRequest request) {
        if (FLUSH.equals(request.path())) {
            flush(request);
        } else {
            show(request);
        }
    }

    private void show(HttpServerRequest request) {
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

    /**
     * For whoever has an account on this machine, wherever the endpoint listens. Not for what a browser was told to post,
     * nor for what a proxy on this machine hands on: nobody knows who asked that.
     */
    private void flush(HttpServerRequest request) {
        if (!HttpMethod.POST.equals(request.method())) {
            request.response().putHeader("Allow", "POST");
            reply(request, 405, TEXT, "only POST\n");
        } else if (!isLocal(request) || SOMEBODY_ELSES.stream().anyMatch(request.headers()::contains)) {
            reply(request, 403, TEXT, "only from this machine, over a loopback address and without a proxy\n");
        } else {
            vertx.executeBlocking(flush, false)
                    .onSuccess(units -> reply(request, 200, TEXT, units + " units flushed\n"))
                    .onFailure(bug -> reply(request, 500, TEXT, "flushing failed, see the log\n"));
        }
    }

    /** By the kernel's word alone; an IPv4 address within an IPv6 one counts as what it is. */
    private static boolean isLocal(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
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
