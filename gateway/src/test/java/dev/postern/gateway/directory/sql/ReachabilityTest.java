package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

    /** Hosts of a URL. docs/failure.md promises 5 s for so many. */
    private static final int HOSTS = 4;

    private long now;
    private final Reachability reachability = new Reachability("database", () -> now, state -> {});

    /**
     * Whoever tries has just been told by a host that it is away; that host gets well; the others are silent and asked
     * first the next time.
     */
    @Test
    void aDatabaseIsFoundAgainWithinFiveSecondsHoweverLongItWasAway() {
        Duration round = Duration.ofSeconds((long) HOSTS * Connector.CONNECT_SECONDS);
        for (int attempts = 0; attempts < 1000; attempts++) {
            Duration pause = Duration.ofNanos(Reachability.pauseNanos(attempts));
            assertThat(pause).isPositive();
            assertThat(round.plus(pause)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whoeverWasHeardOfBeforeAnotherDiedIsSuspected() {
        assertThat(reachability.suspects(now)).isFalse();
        long heard = now++;
        reachability.suspect();
        assertThat(reachability.suspects(heard)).isTrue();
        assertThat(reachability.suspects(now)).isFalse();
    }
}
