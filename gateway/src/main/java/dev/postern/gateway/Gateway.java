package dev.postern.gateway;

import dev.postern.gateway.auth.ScramIterations;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.directory.preload.Preload;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.guard.HeldAnswers;
import dev.postern.gateway.http.HttpEndpoint;
import dev.postern.gateway.http.HttpEndpoint.Readiness;
import dev.postern.gateway.loop.EventLoops;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.server.Conversations;
import dev.postern.gateway.server.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole: build, connect, listen; reload under standing connections; stop. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** Answers take up to 8 s of it; systemd and people who wait are promised 10. */
    static final Duration STOP = Duration.ofMillis(9_500);

    private final Vertx vertx;
    private final Metrics metrics = new Metrics();
    private final Generation.Ground ground;
    private final GatewayMeters meters;
    private final Retired retired;
    private final StockKeeper keeper;
    private final Listeners listeners;
    private final HttpEndpoint http;

    /** Whether something can be answered: the database was there once, or a snapshot. */
    private final AtomicBoolean stocked = new AtomicBoolean();

    private final Map<String, IntSupplier> connections = new ConcurrentHashMap<>();

    /** Asked anew for each request. */
    private volatile Generation now;

    /**
     * What a reload did.
     *
     * @param cacheKept whether connections to the database and what is cached of it go on
     * @param listeners how they changed
     */
    public record Reload(boolean cacheKept, Listeners.Changes listeners) {

        /** {@code cache=kept listeners opened=1 …}. */
        @Override
        public String toString() {
            return "cache=" + (cacheKept ? "kept " : "new ") + listeners;
        }
    }

    private Gateway(Served served) {
        vertx = EventLoops.start();
        ground = new Generation.Ground(
                vertx,
                metrics,
                EventLoops.count(),
                new HeldAnswers(vertx),
                new ScramIterations(),
                this::databaseChanged);
        retired = new Retired(vertx);
        now = Generation.first(ground, served);
        // Only ever set: the database may have answered while the snapshot was being read.
        if (now.backend().restored() > 0) {
            stocked.set(true);
        }
        keeper = new StockKeeper(vertx, () -> now.backend());
        vertx.setPeriodic(Preload.TURN.toMillis(), due -> now.backend().preload());
        Conversations conversations = new Conversations(metrics, () -> now.services());
        listeners = new Listeners(vertx, EventLoops.count(), conversations, this::watch);
        http = new HttpEndpoint(vertx, this::readiness, metrics::scrape, () -> now.flush());
        meters = new GatewayMeters(metrics, ground.held(), () -> now);
    }

    /**
     * Starts serving. The database need not answer: what cannot be known is answered as unavailable.
     *
     * @return fails with a line that says what could not be bound and why; nothing is left running then
     */
    public static Future<Gateway> start(Served served) {
        Gateway gateway = new Gateway(served);
        Promise<Gateway> started = Promise.promise();
        gateway.listen(served.config())
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
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(
                        new IOException("http " + address.hostAndPort() + ": " + cause.getMessage(), cause))));
    }

    /**
     * Serves another configuration from the next request on, under standing connections. Requests in flight are
     * answered by what they were asked of. A listener that cannot be opened is logged and does not undo the rest.
     *
     * <p>To be called when the one before has completed. {@code http} cannot be reloaded: a change of it is logged. Blocks
     * while what was replaced less than ten seconds ago is being closed.
     */
    public Future<Reload> reload(Served served) {
        GatewayConfig config = served.config();
        retired.close();
        Generation before = now;
        Generation next = before.next(ground, served);
        now = next;
        meters.publishOthers();
        retired.add(before, next);
        if (!config.http().equals(before.config().http())) {
            LOG.warn(
                    "http.address={} counts after a restart only",
                    config.http().address().hostAndPort());
        }
        boolean cacheKept = before.backend().sharesStock(next.backend());
        return listeners.change(config.listeners()).map(changes -> new Reload(cacheKept, changes));
    }

    /** Runs something again and again, as long as every event loop turns: proof that connections are being served. */
    public void whileTurning(Duration interval, Runnable alive) {
        vertx.setPeriodic(interval.toMillis(), due -> EventLoops.turn(vertx).onSuccess(turned -> alive.run()));
    }

    /**
     * Stops: listeners first, so that nobody new comes; then what is behind them. Completes on any thread, within
     * {@link #STOP}: a hash that nobody waits for any more, or a server that does not answer, is not waited for longer.
     */
    public Future<Void> stop() {
        long begun = System.nanoTime();
        // A promise without a context: at the end there is no event loop left to complete on.
        Promise<Void> stopped = Promise.promise();
        listeners
                .close()
                .eventually(http::close)
                .eventually(() -> vertx.executeBlocking(() -> {
                            keeper.close();
                            retired.close();
                            now.close();
                            return null;
                        })
                        .timeout(left(begun), TimeUnit.NANOSECONDS))
                .onComplete(quiet -> vertx.close().onComplete(closed -> {
                    metrics.close();
                    stopped.handle(closed);
                }));
        return stopped.future();
    }

    private static long left(long begun) {
        return Math.max(1, STOP.toNanos() - (System.nanoTime() - begun));
    }

    private void databaseChanged(DatabaseState state) {
        if (state instanceof DatabaseState.Up) {
            stocked.set(true);
        }
    }

    private Readiness readiness() {
        boolean up = now.backend().source().state() instanceof DatabaseState.Up;
        StringBuilder detail = new StringBuilder("database: ").append(up ? "up" : "down");
        now.backend()
                .otherSources()
                .forEach((name, source) -> detail.append('\n')
                        .append(name)
                        .append(source.state() instanceof DatabaseState.Up ? ": up" : ": down"));
        return new Readiness(stocked.get(), detail.toString());
    }

    /** A listener that was closed and opened again goes on in the gauge of its address. */
    private void watch(String protocol, String address, IntSupplier open) {
        String listener = protocol + ' ' + address;
        if (connections.put(listener, open) == null) {
            metrics.gauge(
                    "postern.connections",
                    "Open connections",
                    () -> Objects.requireNonNull(connections.get(listener)).getAsInt(),
                    "protocol",
                    protocol,
                    "address",
                    address);
        }
    }
}
