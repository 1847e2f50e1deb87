package dev.postern.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventLoopsTest {

    /** Less than the kernel takes for a reader that sleeps. */
    private static final int BACKLOG = 64 << 10;

    private final Vertx vertx = EventLoops.start();
    private final Path socket;
    private final CountDownLatch connected = new CountDownLatch(2);
    private final CountDownLatch read = new CountDownLatch(2 * BACKLOG);

    EventLoopsTest(@TempDir Path folder) {
        socket = folder.resolve("socket");
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void deploy(Reader reader) throws Exception {
        await(vertx.deployVerticle(reader));
    }

    /** What is read, on one loop. */
    private final class Reader extends VerticleBase {
        private final List<NetSocket> whose = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public Future<?> start() {
            return vertx.createNetServer()
                    .connectHandler(this::accept)
                    .listen(SocketAddress.domainSocketAddress(socket.toString()));
        }

        private void accept(NetSocket connection) {
            connection.handler(chunk -> {
                whose.add(connection);
                sizes.add(chunk.length());
                for (int i = 0; i < chunk.length(); i++) {
                    read.countDown();
                }
            });
            connected.countDown();
        }

        /** The loop does nothing until the latch is open. */
        void sleepUntil(CountDownLatch awake) {
            context.runOnContext(sleep -> {
                try {
                    awake.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** What keeps systemd's watchdog quiet. */
    @Test
    void turnOnlyIfNoneIsStuck() throws Exception {
        Reader reader = new Reader();
        deploy(reader);
        await(EventLoops.turn(vertx));
        CountDownLatch awake = new CountDownLatch(1);
        reader.sleepUntil(awake);
        List<Future<?>> turns = List.of(EventLoops.turn(vertx), EventLoops.turn(vertx));
        assertThat(turns).noneMatch(Future::isComplete);
        awake.countDown();
        await(Future.all(turns));
    }

    @Test
    void readALittleOfEachConnectionInTurn() throws Exception {
        assumeTrue(vertx.isNativeTransportEnabled(), "there is no epoll here");
        Reader reader = new Reader();
        deploy(reader);
        try (SocketChannel one = connect();
                SocketChannel other = connect()) {
            connected.await();
            CountDownLatch written = new CountDownLatch(1);
            reader.sleepUntil(written);
            one.write(ByteBuffer.allocate(BACKLOG));
            other.write(ByteBuffer.allocate(BACKLOG));
            written.countDown();
            read.await();
        }
        assertThat(reader.sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(EventLoops.MAX_CHUNK));
        int each = reader.whose.size() / 2;
        for (int i = 0; i < each; i++) {
            assertThat(reader.whose.subList(2 * i, 2 * i + 2))
                    .as("turn %d of %d", i, each)
                    .doesNotHaveDuplicates();
        }
    }
}
