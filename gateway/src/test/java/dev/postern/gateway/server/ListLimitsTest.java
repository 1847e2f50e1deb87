package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A list of a million users, to a reader that takes its time. */
@Timeout(120)
class ListLimitsTest {
    private static final int PAGES = 1_000;
    private static final int PAGE = 1_000;

    /** A page takes 30 KB on the wire; the kernel's buffers of a unix socket and the connection's own take far less. */
    private static final int PAGES_IN_BUFFERS = 100;

    /** How long nothing must move to be called a standstill. */
    private static final long STANDSTILL_MILLIS = 500;

    @TempDir
    private Path folder;

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private final class Million implements UserCursor {
        @Override
        public Future<UserPage> next() {
            int page = read.getAndIncrement();
            List<String> names = IntStream.range(0, PAGE)
                    .mapToObj(i -> "user" + page + "." + i + "@d.test")
                    .toList();
            return Future.succeededFuture(new UserPage.Users(names, page == PAGES - 1));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private LocalClient listing(LocalServer server) throws IOException {
        server.accounts.users = Million::new;
        return server.connect(Protocol.AUTH_USERDB).send("VERSION\t1\t0\nLIST\t4294967295\tuser=*\tservice=doveadm\n");
    }

    private void awaitStandstill() throws InterruptedException {
        int before;
        do {
            before = read.get();
            TimeUnit.MILLISECONDS.sleep(STANDSTILL_MILLIS);
        } while (before == 0 || read.get() != before);
    }

    private void awaitClosed() throws InterruptedException {
        while (!closed.get()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void isReadNoFasterThanItsReaderReads() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.AUTH_USERDB);
                LocalClient client = listing(server)) {
            awaitStandstill();
            assertThat(read.get()).isLessThan(PAGES_IN_BUFFERS);
            assertThat(client.readLine()).startsWith("VERSION\t");
            assertThat(client.readLine()).startsWith("SPID\t");
            for (int i = 0; i < PAGES * PAGE; i++) {
                assertThat(client.readLine()).startsWith("LIST\t4294967295\tuser");
            }
            assertThat(client.readLine()).isEqualTo("DONE\t4294967295\t");
            awaitClosed();
        }
    }

    @Test
    void endsWithItsReader() throws Exception {
        try (LocalServer server = new LocalServer(folder).listen(Protocol.AUTH_USERDB)) {
            LocalClient client = listing(server);
            awaitStandstill();
            client.close();
            awaitClosed();
            assertThat(read.get()).isLessThan(PAGES);
        }
    }
}
