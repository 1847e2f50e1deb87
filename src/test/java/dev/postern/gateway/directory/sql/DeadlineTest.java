package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.await;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static dev.postern.gateway.directory.sql.SqlFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits is answered by its deadline, and nobody waits for somebody else's slow query. */
@Timeout(60)
class DeadlineTest {
    private static final Duration FOREVER = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);

    /** What a loaded machine may add. */
    private static final Duration LATE = Duration.ofMillis(400);

    private final RelationQuery slow = map("SELECT slowly('%s')");
    private final RelationQuery quick = map("SELECT '<%s>'");

    @BeforeAll
    static void functions() {
        SqlServer.execute("""
                CREATE OR REPLACE FUNCTION slowly(key text) RETURNS text LANGUAGE plpgsql STABLE AS
                $$ BEGIN IF key LIKE 'slow%' THEN PERFORM pg_sleep(30); END IF; RETURN '<' || key || '>'; END $$
                """);
    }

    private static Future<UnitResult> read(SqlSource source, RelationQuery query, String key, Duration patience) {
        return source.read(new Unit(query.relation(), key), within(patience));
    }

    @Test
    void answersAtTheDeadlineWhileTheQueryRuns() {
        try (SqlSource source = source(1, slow)) {
            ask(source, slow, "warm");
            long before = System.nanoTime();
            assertThat(await(read(source, slow, "slow", SHORT))).isInstanceOf(Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SHORT.plus(LATE));
            assertThat(ask(source, slow, "next")).isEqualTo(new Text("<next>"));
        }
    }

    @Test
    void answersAtTheDeadlineWhileWaitingForAConnection() {
        try (SqlSource source = source(1, slow)) {
            read(source, slow, "slow", FOREVER);
            until(() -> source.statistics().singles() == 1);
            long before = System.nanoTime();
            assertThat(await(read(source, slow, "a", SHORT))).isInstanceOf(Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SHORT.plus(LATE));
            assertThat(source.statistics().waiting()).isZero();
        }
    }

    @Test
    void refusesWhatComesTooLateAlready() {
        try (SqlSource source = source(1, quick)) {
            assertThat(read(source, quick, "a", Duration.ZERO).result()).isInstanceOf(Unavailable.class);
        }
    }

    // A batch with a slow key costs its neighbours half of their time, and then they are asked alone.
    @Test
    void letsASlowKeyFailAlone() {
        Duration patience = Duration.ofSeconds(3);
        try (SqlSource source = source(3, slow, quick)) {
            ask(source, slow, "warm");
            read(source, slow, "slow1", Duration.ofSeconds(1));
            read(source, slow, "slow2", Duration.ofSeconds(1));
            until(() -> source.statistics().singles() == 3);
            Future<UnitResult> guilty = read(source, slow, "slow", patience);
            List<Future<UnitResult>> neighbours = IntStream.range(0, 50)
                    .mapToObj(i -> read(source, slow, "k" + i, patience))
                    .toList();

            assertThat(neighbours).extracting(SqlFixture::await).hasOnlyElementsOfType(Text.class);
            assertThat(await(guilty)).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void leavesAConnectionToOtherRelations() {
        try (SqlSource source = source(3, slow, quick)) {
            for (int i = 1; i <= 10; i++) {
                int asked = Math.min(i, 2);
                read(source, slow, "slow" + i, FOREVER);
                until(() -> source.statistics().singles() == asked);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(ask(source, quick, "k")).isEqualTo(new Text("<k>"));
            }
        }
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        try (SqlSource source = source(1, slow)) {
            read(source, slow, "slow", FOREVER);
            until(() -> source.statistics().singles() == 1);
            List<Future<UnitResult>> waiting = new ArrayList<>();
            for (int i = 0; i < AskQueue.MAX_WAITING; i++) {
                waiting.add(read(source, slow, "k" + i, FOREVER));
            }
            assertThat(waiting).noneMatch(Future::isComplete);
            assertThat(read(source, slow, "one more", FOREVER).result())
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            failure -> assertThat(failure.detail()).contains("too many"));
        }
    }

    // The server's own clock ends what nobody waits for any more.
    @Test
    void tellsTheServerToGiveUp() {
        DatabaseSettings settings = new DatabaseSettings(SqlServer.url(), null, () -> null, 1, Duration.ofMillis(300));
        try (SqlSource source = new SqlSource(settings, List.of(slow), System::nanoTime, state -> {})) {
            assertThat(await(read(source, slow, "slow", FOREVER)))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            failure -> assertThat(failure.detail()).contains("57014"));
            assertThat(source.statistics().opened()).isEqualTo(1);
        }
    }
}
