package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.StockPace.State;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockPaceTest {
    private static final long SMALL = 1000;

    private final UnitCache cache = cache();
    private final StockPace pace = new StockPace(State.untouched(cache), 0);

    private static UnitCache cache() {
        CachePolicy policy = new CachePolicy(
                1 << 20, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(2));
        return new UnitCache((unit, deadline) -> Future.succeededFuture(UnitValue.Absent.INSTANCE), policy, () -> 0);
    }

    private State state(long kept, long changed) {
        return new State(cache, kept, changed);
    }

    /** How long after a change it is written. */
    private Duration dueAfter(State now, long bytes) {
        Duration waited = Duration.ZERO;
        while (!pace.isDue(now, bytes, waited.toNanos())) {
            waited = waited.plusMillis(500);
            assertThat(waited).isLessThan(Duration.ofHours(1));
        }
        return waited;
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1000, 2", "2097152, 2", "10485760, 10", "104857600, 60", "10737418240, 60"})
    void aChangeIsWrittenAsSoonAsTheDiskCanBeAskedForSoMuch(long bytes, long seconds) {
        assertThat(dueAfter(state(1, 1), bytes)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatWasMerelyReadIsNotUrgent() {
        assertThat(dueAfter(state(1, 0), SMALL)).isEqualTo(StockPace.QUIET);
    }

    @Test
    void whatIsKnownAlreadyIsNotWritten() {
        pace.tried(state(5, 5), true, 0);
        assertThat(pace.isDue(state(5, 5), SMALL, Duration.ofDays(1).toNanos())).isFalse();
        assertThat(pace.isNews(state(5, 5))).isFalse();
        assertThat(pace.isNews(state(6, 5))).isTrue();
    }

    @Test
    void aStartWithNothingNewWritesNothing() {
        assertThat(pace.isNews(State.of(cache))).isFalse();
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainAndNotAtOnce() {
        pace.tried(state(5, 5), false, 0);
        assertThat(pace.isNews(state(5, 5))).as("at a stop, too").isTrue();
        assertThat(dueAfter(state(5, 5), SMALL)).isEqualTo(StockPace.LONGEST);
    }

    @Test
    void anotherCacheIsAChange() {
        pace.tried(state(5, 5), true, 0);
        assertThat(dueAfter(State.untouched(cache()), SMALL)).isEqualTo(StockPace.SHORTEST);
    }
}
