package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Unavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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

    @Test
    void anOutageThatIsOverClosesIt() {
        fail(Breaker.FAILURES);
        assertThat(breaker.refusal(now, now + 1)).isNull();
        assertThat(letsThrough()).isTrue();
    }
}
