package dev.postern.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseLogTest {
    private final Logger logger = new LoggerContext().getLogger("of tests");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private long now = Long.MAX_VALUE - 5;
    private final SparseLog log = new SparseLog(logger, () -> now);

    SparseLogTest() {
        logger.setLevel(Level.WARN);
        logger.addAppender(written);
        written.start();
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void writesOneLineASecondAndHowManyItLeftOut() {
        for (int i = 0; i < 1_000; i++) {
            log.warn("here", "closed peer={}", i);
        }
        now += Duration.ofSeconds(1).toNanos() - 1;
        log.warn("here", "closed peer={}", "late");
        now++;
        log.warn("here", "closed peer={}", "next");
        assertThat(lines()).containsExactly("closed peer=0", "closed peer=next (and 1000 like it before)");
    }

    @Test
    void oneSubjectSilencesNoOther() {
        log.warn("here", "closed");
        log.warn("there", "closed");
        assertThat(lines()).hasSize(2);
    }
}
