package dev.postern.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.metrics.Metrics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LookupsTest {
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Lookups.class);
    private final FakeDirectory directory = new FakeDirectory();
    private final Lookups lookups = new Lookups(() -> directory, map -> true, new Metrics(), "socketmap");
    private final LookupProtocol replies = new SocketmapProtocol(lookups);

    @BeforeEach
    void listenToTheLog() {
        logger.setLevel(Level.WARN);
        logger.addAppender(written);
        written.start();
    }

    @AfterEach
    void hangUp() {
        logger.detachAppender(written);
        logger.setLevel(null);
    }

    private void ask(String key) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(8), System.nanoTime());
        assertThat(lookups.lookup("m", key, deadline, replies).succeeded()).isTrue();
    }

    @Test
    void anOutageInWhichKnownKeysAreAnsweredIsNoLineForEachOther() {
        directory.put("known", "value");
        long began = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            ask("temp");
            ask("known");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertThat(written.list).hasSizeBetween(1, (int) seconds + 2);
        assertThat(written.list.get(0).getFormattedMessage())
                .isEqualTo("look-up failed map=m Unavailable: secret detail");
    }
}
