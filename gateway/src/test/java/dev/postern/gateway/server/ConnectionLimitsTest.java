package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** How many auth clients may connect. */
@Timeout(60)
class ConnectionLimitsTest {
    private static final int LIMIT = 10;
    private static final int WARNED = 8;

    private final LocalServer server;
    private final Deque<LocalClient> clients = new ArrayDeque<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Admission.class);

    ConnectionLimitsTest(@TempDir Path folder) throws Exception {
        server = new LocalServer(folder).listen(Protocol.AUTH_CLIENT, LIMIT);
    }

    @BeforeEach
    void listenToTheLog() {
        log.start();
        // Whatever other tests of this JVM have left the log at.
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void close() throws Exception {
        logger.setLevel(null);
        logger.detachAppender(log);
        logger.setLevel(null);
        for (LocalClient client : clients) {
            client.close();
        }
        server.close();
    }

    private void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            LocalClient client = server.connect(Protocol.AUTH_CLIENT);
            clients.push(client);
            assertThat(client.readLine()).isEqualTo("VERSION\t1\t2");
        }
    }

    private boolean isRefused() throws IOException {
        try (LocalClient client = server.connect(Protocol.AUTH_CLIENT)) {
            return client.isClosedByServer();
        }
    }

    private List<Level> levels() {
        return List.copyOf(log.list).stream().map(ILoggingEvent::getLevel).toList();
    }

    @Test
    void warnsBeforeTheyRunOutAndTellsOnceThatTheyHave() throws IOException {
        connect(WARNED - 1);
        assertThat(levels()).isEmpty();
        connect(1);
        assertThat(levels()).containsExactly(Level.WARN);
        assertThat(log.list.get(0).getFormattedMessage()).contains("auth-client unix:", "open=8 maxConnections=10");
        connect(LIMIT - WARNED);
        assertThat(levels()).hasSize(1);
        assertThat(isRefused()).isTrue();
        assertThat(isRefused()).isTrue();
        assertThat(levels()).containsExactly(Level.WARN, Level.ERROR);
        assertThat(log.list.get(1).getFormattedMessage()).contains("refused", "maxConnections=10");
    }

    @Test
    void takesAnotherAsSoonAsOneHasLeft() throws IOException {
        connect(LIMIT);
        clients.pop().close();
        // Its end is seen a moment after it.
        while (isRefused()) {
            assertThat(clients).hasSize(LIMIT - 1);
        }
        assertThat(clients).allSatisfy(client -> assertThat(client.readLine()).startsWith("MECH\t"));
    }
}
