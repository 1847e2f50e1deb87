package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
    private static final Failure SLOW = new Unavailable("no answer in time");
    private static final long LONG_AGO = 0;

    private final Breaker breaker = new Breaker("aliases");
    private long now = Duration.ofHours(1).toNanos();

    private boolean letsThrough() {
        return breaker.refusal(now, LONG_AGO) == null;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(SLOW, now);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aFailureOrTwoAreTheirKeys() {
        fail(Breaker.FAILURES - 1);
        assertThat(letsThrough()).isTrue();
        breaker.succeeded();
        fail(Breaker.FAILURES - 1);
        assertThat(letsThrough()).isTrue();
    }

    @Test
    void moreInARowOpenIt() {
        fail(Breaker.FAILURES);
        assertThat(breaker.refusal(now, LONG_AGO)).isEqualTo(SLOW);
        assertThat(breaker.standing())
                .as("nor are those asked who wait already")
                .isEqualTo(SLOW);
    }

    @Test
    void oneAtATimeIsLetThroughAfterAPause() {
        fail(Breaker.FAILURES);
        pass(Breaker.FIRST_PAUSE);
        assertThat(letsThrough()).isTrue();
        assertThat(breaker.standing()).isNull();
        assertThat(letsThrough()).isFalse();
    }

    @Test
    void whoIsLetThroughDecides() {
        fail(Breaker.FAILURES);
        pass(Breaker.FIRST_PAUSE);
        assertThat(letsThrough()).isTrue();
        breaker.succeeded();
        assertThat(letsThrough()).isTrue();
        assertThat(letsThrough()).isTrue();
    }

    @Test
    void pausesGrowUpToABound() {
        fail(Breaker.FAILURES);
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            long failedAt = now;
            while (!letsThrough()) {
                pass(Duration.ofMillis(10));
            }
            longest = Math.max(longest, now - failedAt);
            fail(1);
        }
        assertThat(Duration.ofNanos(longest))
                .isBetween(Breaker.FIRST_PAUSE.multipliedBy(2), Breaker.LONGEST_PAUSE.plusMillis(20));
    }

    @Test
    void whoNeverComesBackIsNotWaitedForForEver() {
        fail(Breaker.FAILURES);
        pass(Breaker.FIRST_PAUSE);
        assertThat(letsThrough()).isTrue();
        pass(Breaker.PROBE_LIMIT);
        assertThat(letsThrough()).isTrue();
    }

    /**
     * The promise: 5 s after the database works again whoever asks is answered. Questions come all the time, those that
     * are let through take {@code timeoutMillis} to fail while it is sick, and it gets well at any moment.
     */
    @ParameterizedTest
    @CsvSource({"0, false", "20, false", "2000, false", "2500, false", "2000, true"})
    void isAskedAgainWithinFiveSecondsOfItsRecovery(int timeoutMillis, boolean lost) {
        for (int wellAfter = 0; wellAfter < 12_000; wellAfter += 30) {
            assertThat(untilAnswered(new Breaker("aliases"), wellAfter, timeoutMillis, lost))
                    .as("well after %s ms", wellAfter)
                    .isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    /** @param lost whether who was let through before it got well was never asked, nor came back: it waited too long */
    private Duration untilAnswered(Breaker sick, int wellAfterMillis, int timeoutMillis, boolean lost) {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            sick.failed(SLOW, now);
        }
        long well = now + Duration.ofMillis(wellAfterMillis).toNanos();
        long failsAt = Long.MAX_VALUE;
        for (; ; pass(Duration.ofMillis(10))) {
            if (now >= failsAt) {
                sick.failed(SLOW, now);
                failsAt = Long.MAX_VALUE;
            }
            if (sick.refusal(now, LONG_AGO) == null) {
                if (now >= well) {
                    return Duration.ofNanos(now - well);
                }
                failsAt = lost
                        ? Long.MAX_VALUE
                        : now + Duration.ofMillis(timeoutMillis).toNanos();
            }
        }
    }

    @Test
    void anOutageThatIsOverClosesIt() {
        fail(Breaker.FAILURES);
        assertThat(breaker.refusal(now, now + 1)).isNull();
        assertThat(letsThrough()).isTrue();
    }
}
