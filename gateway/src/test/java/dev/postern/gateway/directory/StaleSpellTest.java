package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StaleSpellTest {
    private static final Failure AWAY = new Failure.Unavailable("the database is down");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Logger logger = (Logger) LoggerFactory.getLogger(StaleSpell.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final StaleSpell spell = new StaleSpell();
    private final Relation aliases = Relation.ofKey("aliases");
    private final Relation mailboxes = Relation.ofKey("mailboxes");

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void saysOnceWhenItBeginsAndOnceWhenItEnds() {
        for (int i = 1; i <= 100; i++) {
            spell.served(aliases, i * SECOND, i * SECOND, AWAY);
            spell.served(mailboxes, SECOND, i * SECOND, AWAY);
        }
        assertThat(spell.oldestSeconds()).isEqualTo(100);
        for (int i = 101; i <= 110; i++) {
            spell.confirmed(mailboxes, i * SECOND);
            spell.confirmed(aliases, i * SECOND);
        }
        assertThat(said())
                .containsExactly(
                        "stale answers begin relation=aliases age=1s: the database is down",
                        "stale answers ended answers=200 oldest=100s");
        assertThat(spell.oldestSeconds()).isZero();
    }

    @Test
    void goesOnWhileItsRelationFails() {
        spell.served(aliases, SECOND, 0, AWAY);
        spell.confirmed(mailboxes, 60 * SECOND);
        assertThat(spell.oldestSeconds()).isEqualTo(1);
    }

    @Test
    void aSourceThatFailsNowAndThenFillsNoLog() {
        for (int i = 0; i < 100; i++) {
            spell.served(aliases, SECOND, i * SECOND / 10, AWAY);
            spell.confirmed(aliases, i * SECOND / 10 + 1);
        }
        assertThat(said()).hasSize(1);
    }
}
