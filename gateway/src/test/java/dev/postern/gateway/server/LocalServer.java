package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.postern.gateway.auth.Passwords;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Real listeners on unix sockets in a folder of the test's, one event loop behind them, fakes behind that. */
final class LocalServer implements AutoCloseable {
    final FakeDirectory directory = new FakeDirectory();
    final FakeAccounts accounts = new FakeAccounts();

    private final Path folder;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Metrics metrics = new Metrics();
    private final Listeners listeners;

    /** Stored passwords are plain. */
    LocalServer(Path folder) {
        this(folder, null);
    }

    LocalServer(Path folder, @Nullable Passwords passwords) {
        this.folder = folder;
        Services services = passwords == null
                ? TestServices.of(vertx, metrics, directory, accounts)
                : TestServices.of(vertx, metrics, directory, accounts, passwords);
        listeners =
                new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    }

    /** Opens a listener named for its protocol; map {@code m} on a tcp-table. */
    LocalServer listen(Protocol protocol, int maxConnections) {
        await(listeners.open(new ListenerConfig(
                protocol,
                new ListenAddress.Unix(path(protocol)),
                0600,
                null,
                null,
                List.of(),
                protocol == Protocol.TCP_TABLE ? "m" : null,
                List.of(),
                maxConnections)));
        return this;
    }

    LocalServer listen(Protocol protocol) {
        return listen(protocol, ListenerConfig.DEFAULT_MAX_CONNECTIONS);
    }

    LocalClient connect(Protocol protocol) throws IOException {
        return new LocalClient(path(protocol));
    }

    private Path path(Protocol protocol) {
        return folder.resolve(protocol.label());
    }

    @Override
    public void close() {
        await(listeners.close());
        await(vertx.close());
        metrics.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, SECONDS)
                .join();
    }
}
