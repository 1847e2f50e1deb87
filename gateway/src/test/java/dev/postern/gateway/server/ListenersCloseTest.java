package dev.postern.gateway.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.LookupResult.Found;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients see of a graceful stop. */
@Timeout(30)
class ListenersCloseTest {
    private static final String HELLO = "VERSION\t1\t2\nCPID\t4711\n";

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final FakeDirectory directory = new FakeDirectory();
    private final SlowAccounts accounts = new SlowAccounts();
    private final Services services = TestServices.of(vertx, metrics, directory, accounts);
    private final Listeners listeners =
            new Listeners(vertx, 2, new Conversations(metrics, () -> services), (protocol, address, open) -> {});
    private int socketmap;
    private int auth;

    /** Who is asked for waits. */
    private static final class SlowAccounts implements AccountStore {
        private final BlockingQueue<Promise<AccountResult>> asked = new LinkedBlockingQueue<>();

        @Override
        public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
            Promise<AccountResult> promise = Promise.promise();
            asked.add(promise);
            return promise.future();
        }

        @Override
        public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
            return passdb(query, ANY_AGE, deadline);
        }
    }

    @BeforeEach
    void open() throws Exception {
        socketmap = open(Protocol.SOCKETMAP);
        auth = open(Protocol.AUTH_CLIENT);
    }

    private int open(Protocol protocol) throws Exception {
        int port = FreePort.next();
        await(listeners.open(ListenerConfig.of(protocol, new Inet("127.0.0.1", port))));
        return port;
    }

    @AfterEach
    void close() throws Exception {
        await(listeners.close());
        await(vertx.close());
        metrics.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, SECONDS);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(10, SECONDS), "nothing was asked");
    }

    /** Nobody listens there any more. */
    private static void awaitRefusal(int port) {
        while (true) {
            try (Client late = new Client(port)) {
                late.readToEnd();
            } catch (IOException refused) {
                return;
            }
        }
    }

    @Test
    void aLookUpInFlightIsAnswered() throws Exception {
        try (Client client = new Client(socketmap)) {
            client.send("8:m slow-1,");
            Promise<LookupResult> held = next(directory.held);
            Future<Void> closed = listeners.close();
            awaitRefusal(socketmap);
            assertThat(closed.isComplete()).as("it waits for the answer").isFalse();
            held.complete(new Found("late"));
            assertThat(client.readToEnd()).isEqualTo("7:OK late,");
            await(closed);
        }
    }

    @Test
    void whatWasAskedBehindItIsAnsweredToo() throws Exception {
        directory.put("a", "1");
        try (Client client = new Client(socketmap)) {
            client.send("8:m slow-1,3:m a,8:m slow-2,4:m nf,");
            Promise<LookupResult> first = next(directory.held);
            Future<Void> closed = listeners.close();
            awaitRefusal(socketmap);
            first.complete(new Found("x"));
            next(directory.held).complete(new Found("y"));
            assertThat(client.readToEnd()).isEqualTo("4:OK x,4:OK 1,4:OK y,9:NOTFOUND ,");
            await(closed);
        }
    }

    @Test
    void aLoginInFlightIsAnswered() throws Exception {
        try (Client client = new Client(auth)) {
            String resp = Base64.getEncoder().encodeToString("\0kim@d.test\0pw".getBytes(StandardCharsets.UTF_8));
            client.send(HELLO + "AUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp=" + resp + "\n");
            Promise<AccountResult> held = next(accounts.asked);
            Future<Void> closed = listeners.close();
            awaitRefusal(auth);
            held.complete(FakeAccounts.withAnotherPassword());
            assertThat(client.readToEnd()).contains("FAIL\t1\tuser=kim@d.test\n");
            await(closed);
        }
    }

    @Test
    void whoAskedNothingIsLeftAtOnce() throws Exception {
        try (Client idle = new Client(socketmap);
                Client prompted = new Client(auth)) {
            idle.send("4:m nf,").read(12);
            prompted.send(HELLO + "AUTH\t1\tLOGIN\tservice=smtp\n");
            String line = "";
            while (!line.startsWith("CONT")) {
                line = prompted.readLine();
            }
            await(listeners.close());
            assertThat(idle.readToEnd()).isEmpty();
            assertThat(prompted.readToEnd()).isIn("", "<reset>");
        }
    }

    @Test
    void whatComesAfterIsNotServed() throws Exception {
        try (Client client = new Client(socketmap)) {
            client.send("8:m slow-1,");
            Promise<LookupResult> held = next(directory.held);
            Future<Void> closed = listeners.close();
            awaitRefusal(socketmap);
            int asked = directory.asked.get();
            client.send("4:m nf,");
            held.complete(new Found("late"));
            assertThat(client.readToEnd()).startsWith("7:OK late,").doesNotContain("NOTFOUND");
            await(closed);
            assertThat(directory.asked).hasValue(asked);
        }
    }

    /** As a reload does that closes a listener and opens another one. */
    @Test
    void aChangeThatWaitsForAnswersIsLeft() throws Exception {
        int wanted = FreePort.next();
        try (Client client = new Client(socketmap)) {
            client.send("8:m slow-1,");
            Promise<LookupResult> held = next(directory.held);
            Future<?> change =
                    listeners.change(List.of(ListenerConfig.of(Protocol.SOCKETMAP, new Inet("127.0.0.1", wanted))));
            awaitRefusal(socketmap);
            Future<Void> closed = listeners.close();
            assertThat(closed.isComplete()).as("it waits for the answer").isFalse();
            held.complete(new Found("late"));
            assertThat(client.readToEnd()).isEqualTo("7:OK late,");
            await(closed);
            await(change);
        }
        assertThatThrownBy(() -> new Client(wanted)).isInstanceOf(ConnectException.class);
    }
}
