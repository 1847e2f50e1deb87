package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that ask the kernel who connects. */
@Timeout(120)
class PeerListenerTest {
    private static final String NOBODY = "4294967294";

    @TempDir
    private Path folder;

    private final Metrics metrics = new Metrics();
    private Vertx vertx;
    private Listeners listeners;
    private String ownUid = "";

    @BeforeEach
    void open() throws IOException {
        start(true);
        ownUid = Objects.toString(Files.getAttribute(folder, "unix:uid"));
    }

    private void start(boolean nativeTransport) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        Services services = TestServices.of(vertx, metrics, new FakeDirectory(), new FakeAccounts());
        listeners =
                new Listeners(vertx, 1, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    }

    @AfterEach
    void close() {
        await(listeners.close());
        await(vertx.close());
        metrics.close();
    }

    private ListenerConfig config(int mode, List<String> uids, List<String> gids) {
        return new ListenerConfig(
                Protocol.AUTH_USERDB,
                new ListenAddress.Unix(folder.resolve("s")),
                mode,
                null,
                null,
                List.of(),
                null,
                List.of(),
                10,
                uids,
                gids);
    }

    private boolean isServed() throws IOException {
        try (LocalClient client = new LocalClient(folder.resolve("s"))) {
            return client.readUntil('\n').startsWith("VERSION\t1\t");
        }
    }

    @Test
    void takesWhomItsListNames() throws IOException {
        await(listeners.open(config(0600, List.of(ownUid), List.of())));
        assertThat(isServed()).isTrue();
    }

    @Test
    void closesOnWhomItsListsDoNotName() throws IOException {
        await(listeners.open(config(0600, List.of(NOBODY), List.of(NOBODY))));
        assertThat(isServed()).isFalse();
    }

    @Test
    void aReloadChangesTheListAndKeepsTheSocket() throws IOException {
        await(listeners.open(config(0600, List.of(NOBODY), List.of())));
        assertThat(await(listeners.change(List.of(config(0600, List.of(NOBODY, ownUid), List.of()))))
                        .changed())
                .isOne();
        assertThat(isServed()).isTrue();
    }

    @Test
    void aNameThatNobodyHasIsAStartUpError() {
        assertThatThrownBy(() -> await(listeners.open(config(0600, List.of("no-such-user"), List.of()))))
                .hasMessageContaining("no-such-user");
    }

    @Test
    void withoutTheNativeTransportThereIsNobodyToTellApart() throws IOException {
        close();
        start(false);
        assertThatThrownBy(() -> await(listeners.open(config(0600, List.of(ownUid), List.of()))))
                .hasMessageContaining("native transport");
        assertThatThrownBy(() -> await(listeners.open(config(0666, List.of(), List.of()))))
                .hasMessageContaining("native transport");
        await(listeners.open(config(0600, List.of(), List.of())));
        assertThat(isServed()).isTrue();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, SECONDS)
                .join();
    }
}
