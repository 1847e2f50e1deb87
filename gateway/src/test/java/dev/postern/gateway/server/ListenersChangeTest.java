package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.ListenAddress.Unix;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.server.Listeners.Changes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload does to listeners. */
class ListenersChangeTest {
    private static final String ASK = "4:m nf,";
    private static final String ANSWER = "9:NOTFOUND ,";
    private static final int EVENT_LOOPS = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Metrics metrics = new Metrics();
    private final Services services = TestServices.of(vertx, metrics, new FakeDirectory(), new FakeAccounts());
    private final Listeners listeners = new Listeners(
            vertx, EVENT_LOOPS, new Conversations(metrics, () -> services), (protocol, address, open) -> {});

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @AfterEach
    void close() throws Exception {
        await(listeners.close());
        await(vertx.close());
        metrics.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private Changes change(ListenerConfig... wanted) throws Exception {
        return await(listeners.change(List.of(wanted)));
    }

    private Unix path(String name) {
        return new Unix(folder.resolve(name));
    }

    private static ListenerConfig socketmap(ListenAddress address) {
        return ListenerConfig.of(Protocol.SOCKETMAP, address);
    }

    private static ListenerConfig with(ListenerConfig config, int mode, int maxConnections) {
        return new ListenerConfig(
                config.protocol(),
                config.address(),
                mode,
                config.owner(),
                config.group(),
                config.maps(),
                config.map(),
                config.allow(),
                maxConnections);
    }

    private static ListenerConfig serving(ListenerConfig config, String... maps) {
        return new ListenerConfig(
                config.protocol(),
                config.address(),
                config.mode(),
                config.owner(),
                config.group(),
                List.of(maps),
                config.map(),
                config.allow(),
                config.maxConnections());
    }

    private static SocketChannel connect(Unix address) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(address.path()));
        return channel;
    }

    private static String ask(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(ASK.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer reply = ByteBuffer.allocate(ANSWER.length());
        while (reply.hasRemaining() && channel.read(reply) >= 0) {
            // the rest of the answer is on its way
        }
        return new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII);
    }

    private static String askOnce(Inet address) throws IOException {
        try (Client client = new Client(address.port())) {
            return client.send(ASK).read(ANSWER.length());
        }
    }

    @Test
    void leavesUnchangedListenersAndTheirConnectionsAlone() throws Exception {
        ListenerConfig inet = socketmap(FreePort.inet());
        ListenerConfig unix = socketmap(path("socketmap"));
        assertThat(change(inet, unix)).isEqualTo(new Changes(2, 0, 0, 0));
        try (Client client = new Client(((Inet) inet.address()).port());
                SocketChannel local = connect(path("socketmap"))) {
            assertThat(change(unix, inet)).isEqualTo(Changes.NONE);
            assertThat(client.send(ASK).read(ANSWER.length())).isEqualTo(ANSWER);
            assertThat(ask(local)).isEqualTo(ANSWER);
        }
    }

    @Test
    void changesRightsUnderStandingConnections() throws Exception {
        ListenerConfig unix = socketmap(path("socketmap"));
        change(unix);
        try (SocketChannel local = connect(path("socketmap"))) {
            assertThat(change(with(unix, 0666, unix.maxConnections()))).isEqualTo(new Changes(0, 1, 0, 0));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("socketmap"))))
                    .isEqualTo("rw-rw-rw-");
            assertThat(ask(local)).isEqualTo(ANSWER);
        }
    }

    @Test
    void changesLimitsUnderStandingConnections() throws Exception {
        Inet address = FreePort.inet();
        change(socketmap(address));
        try (Client first = new Client(address.port())) {
            assertThat(first.send(ASK).read(ANSWER.length())).isEqualTo(ANSWER);
            assertThat(change(with(socketmap(address), 0660, 1))).isEqualTo(new Changes(0, 1, 0, 0));
            try (Client second = new Client(address.port())) {
                assertThat(second.readToEnd()).isEmpty();
            }
            assertThat(change(with(socketmap(address), 0660, 10))).isEqualTo(new Changes(0, 1, 0, 0));
            assertThat(askOnce(address)).isEqualTo(ANSWER);
            assertThat(first.send(ASK).read(ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @Test
    void opensWhatIsNewAndClosesWhatIsGone() throws Exception {
        Inet gone = FreePort.inet();
        change(socketmap(gone), socketmap(path("gone")));
        Inet added = FreePort.inet();
        assertThat(change(socketmap(added), socketmap(path("added")))).isEqualTo(new Changes(2, 0, 2, 0));
        assertThat(askOnce(added)).isEqualTo(ANSWER);
        try (SocketChannel local = connect(path("added"))) {
            assertThat(ask(local)).isEqualTo(ANSWER);
        }
        assertThatThrownBy(() -> new Client(gone.port())).isInstanceOf(ConnectException.class);
        assertThat(folder.resolve("gone")).doesNotExist();
    }

    @Test
    void oneThatCannotBeOpenedDoesNotUndoTheRestAndIsTriedAgain() throws Exception {
        Inet good = FreePort.inet();
        Inet bad = FreePort.inet();
        try (ServerSocket taken = new ServerSocket(bad.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(change(socketmap(bad), socketmap(good))).isEqualTo(new Changes(1, 0, 0, 1));
            assertThat(askOnce(good)).isEqualTo(ANSWER);
        }
        assertThat(change(socketmap(bad), socketmap(good))).isEqualTo(new Changes(1, 0, 0, 0));
        assertThat(askOnce(bad)).isEqualTo(ANSWER);
    }

    @Test
    void anAddressThatIsOnlySpelledOtherwiseIsOpenedWhenTheOldOneIsClosed() throws Exception {
        Inet numeric = FreePort.inet();
        change(socketmap(numeric));
        assertThat(change(socketmap(new Inet("localhost", numeric.port())))).isEqualTo(new Changes(1, 0, 1, 0));
        assertThat(askOnce(numeric)).isEqualTo(ANSWER);
    }

    @Test
    void aTcpAddressMaySpeakAnotherProtocol() throws Exception {
        Inet address = FreePort.inet();
        change(socketmap(address));
        ListenerConfig tcpTable =
                new ListenerConfig(Protocol.TCP_TABLE, address, 0660, null, null, List.of(), "m", List.of(), 10);
        assertThat(change(tcpTable)).isEqualTo(new Changes(0, 1, 0, 0));
        try (Client client = new Client(address.port())) {
            assertThat(client.send("get nf\n").readLine()).startsWith("500 ");
        }
    }

    @Test
    void aTcpListenerThatChangesIsNeverAbsent() throws Exception {
        Inet address = FreePort.inet();
        change(socketmap(address));
        try (Clients clients = new Clients(() -> new Client(address.port()).close())) {
            for (int i = 0; i < 10; i++) {
                assertThat(change(serving(socketmap(address), "m", "m" + i))).isEqualTo(new Changes(0, 1, 0, 0));
            }
            assertThat(clients.refusal()).isNull();
        }
        change(serving(socketmap(address), "another"));
        try (Client client = new Client(address.port())) {
            String reply = "16:PERM no such map,";
            assertThat(client.send(ASK).read(reply.length())).isEqualTo(reply);
        }
    }

    @Test
    void aUnixListenerThatChangesIsNeverAbsent() throws Exception {
        Unix address = path("socketmap");
        change(socketmap(address));
        try (Clients clients = new Clients(() -> connect(address).close())) {
            for (int i = 0; i < 10; i++) {
                assertThat(change(serving(socketmap(address), "m", "m" + i))).isEqualTo(new Changes(0, 1, 0, 0));
            }
            assertThat(clients.refusal()).isNull();
        }
        assertThat(folder.toFile().list()).as("no temporary names are left").containsExactly("socketmap");
        change();
        assertThat(folder).isEmptyDirectory();
    }

    /** Connects again and again until it is closed. */
    private static final class Clients implements AutoCloseable {
        private final AtomicBoolean enough = new AtomicBoolean();
        private final CountDownLatch connected = new CountDownLatch(20);
        private final CompletableFuture<@Nullable IOException> running;

        interface Connecting {
            void once() throws IOException;
        }

        Clients(Connecting connecting) {
            running = CompletableFuture.supplyAsync(() -> run(connecting));
        }

        private @Nullable IOException run(Connecting connecting) {
            try {
                while (!enough.get()) {
                    connecting.once();
                    connected.countDown();
                }
                return null;
            } catch (IOException refused) {
                return refused;
            }
        }

        /** Why one could not connect; null if all could, and there were many. */
        @Nullable
        IOException refusal() throws Exception {
            boolean many = connected.await(10, SECONDS);
            enough.set(true);
            IOException refusal = running.get(10, SECONDS);
            assertThat(many || refusal != null).isTrue();
            return refusal;
        }

        @Override
        public void close() {
            enough.set(true);
        }
    }
}
