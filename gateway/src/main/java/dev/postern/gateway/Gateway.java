package dev.postern.gateway;

import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.FailureDelay;
import dev.postern.gateway.auth.HostContext;
import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.http.HttpEndpoint;
import dev.postern.gateway.http.HttpEndpoint.Readiness;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.server.Conversations;
import dev.postern.gateway.server.Directories;
import dev.postern.gateway.server.Listeners;
import dev.postern.gateway.server.Services;
import dev.postern.sasl.SaslMechanisms;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole: build, connect, listen. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final Metrics metrics = new Metrics();
    private final Backend backend;
    private final PasswordCheck passwords;
    private final Services services;
    private final Listeners listeners;
    private final HttpEndpoint http;
    private final AtomicBoolean everUp = new AtomicBoolean();

    private Gateway(GatewayConfig config, Plan plan) {
        int eventLoops = Runtime.getRuntime().availableProcessors();
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(eventLoops));
        backend = new Backend(config, plan, this::databaseChanged);
        passwords = new PasswordCheck(config.auth(), eventLoops);
        services = services(config);
        listeners = new Listeners(vertx, eventLoops, new Conversations(vertx, metrics, () -> services), this::watch);
        http = new HttpEndpoint(vertx, this::readiness, metrics::scrape);
        GatewayMeters.publish(metrics, backend, passwords);
    }

    /**
     * Starts serving. The database need not answer: what cannot be known is answered as unavailable.
     *
     * @return fails with a line that says what could not be bound and why; nothing is left running then
     */
    public static Future<Gateway> start(GatewayConfig config, Plan plan) {
        Gateway gateway = new Gateway(config, plan);
        Promise<Gateway> started = Promise.promise();
        gateway.listen(config)
                .onSuccess(listening -> started.complete(gateway))
                .onFailure(cause -> gateway.stop().onComplete(stopped -> started.fail(cause)));
        return started.future();
    }

    private Future<Void> listen(GatewayConfig config) {
        Future<Void> listening = Future.succeededFuture();
        for (ListenerConfig listener : config.listeners()) {
            listening = listening.compose(opened -> listeners.open(listener));
        }
        // Last, because it tells that all the others are open.
        ListenAddress.Inet address = config.http().address();
        return listening.compose(opened -> http.listen(address.host(), address.port())
                .recover(cause -> Future.failedFuture(
                        new IOException("http " + address.hostAndPort() + ": " + cause.getMessage(), cause))));
    }

    /** Stops: listeners first, so that nobody new comes; then what is behind them. Completes on any thread. */
    public Future<Void> stop() {
        // A promise without a context: at the end there is no event loop left to complete on.
        Promise<Void> stopped = Promise.promise();
        listeners
                .close()
                .eventually(http::close)
                .eventually(() -> vertx.executeBlocking(() -> {
                    backend.close();
                    passwords.close();
                    return null;
                }))
                .onComplete(quiet -> vertx.close().onComplete(closed -> {
                    metrics.close();
                    stopped.handle(closed);
                }));
        return stopped.future();
    }

    private Services services(GatewayConfig config) {
        Authenticator authenticator = new Authenticator(
                config.auth(), backend.accounts(), passwords, config.database().queryTimeout(), System::nanoTime);
        return new Services(
                new Directories(backend.directory(), backend.accounts(), backend::users, this::flush),
                new Services.Auth(
                        authenticator,
                        new FailureDelay(vertx, config.auth().failureDelay()),
                        SaslMechanisms.offering(config.auth().mechanisms()),
                        new HostContext(hostname(), realms(config)),
                        this::runBlocking),
                config.database().queryTimeout(),
                metrics);
    }

    private static List<String> realms(GatewayConfig config) {
        String domain = config.auth().defaultDomain();
        return domain.isEmpty() ? List.of() : List.of(domain);
    }

    private void runBlocking(Runnable work) {
        vertx.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    /** Users share units of other relations, so all of it goes; what is asked again is read again. */
    private long flush(List<String> users) {
        long units = backend.cache().size();
        backend.cache().invalidateAll();
        LOG.info("cache flushed units={}", units);
        return units;
    }

    private void databaseChanged(DatabaseState state) {
        if (state instanceof DatabaseState.Up) {
            everUp.set(true);
        }
    }

    private Readiness readiness() {
        boolean up = backend.source().state() instanceof DatabaseState.Up;
        return new Readiness(everUp.get(), "database: " + (up ? "up" : "down"));
    }

    private void watch(String protocol, String address, IntSupplier open) {
        metrics.gauge(
                "postern.connections", "Open connections", open::getAsInt, "protocol", protocol, "address", address);
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
