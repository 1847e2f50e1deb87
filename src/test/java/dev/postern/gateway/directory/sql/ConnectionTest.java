package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.await;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.settings;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static dev.postern.gateway.directory.sql.SqlFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Databases that go away, come back, hang, and hang up. */
@Timeout(60)
class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    private final RelationQuery echo = map("SELECT '<%s>'");
    private final Wire wire = new Wire(SqlServer.port());
    private final List<DatabaseState> transitions = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        wire.close();
    }

    private SqlSource throughWire(int connections) {
        return new SqlSource(settings(wire.url(), connections), List.of(echo), System::nanoTime, transitions::add);
    }

    private Future<UnitResult> read(SqlSource source, String key, Duration patience) {
        return source.read(new Unit(echo.relation(), key), within(patience));
    }

    private static void untilUp(SqlSource source) {
        until(() -> source.state() instanceof DatabaseState.Up);
    }

    private static void untilDown(SqlSource source) {
        until(() -> source.state() instanceof DatabaseState.Down);
    }

    @Test
    void makesContactWithoutBeingAsked() {
        try (SqlSource source = throughWire(4)) {
            untilUp(source);
            assertThat(wire.accepted()).isEqualTo(1);
        }
    }

    @Test
    void replacesConnectionsThatDiedIdle() {
        try (SqlSource source = throughWire(2)) {
            assertThat(ask(source, echo, "a")).isEqualTo(new Text("<a>"));
            SqlServer.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'postern' AND datname = current_database()");
            assertThat(ask(source, echo, "b")).isEqualTo(new Text("<b>"));
            wire.cut();
            assertThat(ask(source, echo, "c")).isEqualTo(new Text("<c>"));
            assertThat(transitions).hasOnlyElementsOfType(DatabaseState.Up.class);
        }
    }

    @Test
    void asksABatchAgainWhoseConnectionWasLost() {
        try (Bottleneck bottleneck = new Bottleneck(echo)) {
            bottleneck.askTogether(echo, List.of("a", "b"));
            SqlServer.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'postern' AND datname = current_database()");
            assertThat(SqlFixture.askAll(bottleneck.source, echo, List.of("a", "b", "c")))
                    .containsExactly(new Text("<a>"), new Text("<b>"), new Text("<c>"));
        }
    }

    // A server that accepts and is silent costs no more than the deadline, and not even that once it is known.
    @Test
    void keepsDeadlinesWhenTheServerIsSilentFromTheStart() {
        wire.silence();
        try (SqlSource source = throughWire(2)) {
            long before = System.nanoTime();
            assertThat(await(read(source, "a", SHORT))).isInstanceOf(Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SHORT.plusMillis(300));

            untilDown(source);
            assertThat(read(source, "a", SHORT).isComplete()).isTrue();
            wire.speak();
            untilUp(source);
            assertThat(ask(source, echo, "a")).isEqualTo(new Text("<a>"));
        }
    }

    @Test
    void keepsDeadlinesWhenTheServerFallsSilent() {
        try (SqlSource source = throughWire(2)) {
            ask(source, echo, "a");
            wire.silence();
            List<Future<UnitResult>> futures = new ArrayList<>();
            long before = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                futures.add(read(source, "k" + i, SHORT));
            }
            assertThat(futures).extracting(SqlFixture::await).hasOnlyElementsOfType(Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(SHORT, SHORT.plusMillis(300));

            wire.speak();
            until(() -> ask(source, echo, "b").equals(new Text("<b>")));
        }
    }

    @Test
    void failsAtOnceWhileNobodyListensAndRecoversWithinASecond() throws IOException {
        wire.close(true);
        try (SqlSource source = throughWire(4)) {
            untilDown(source);
            assertThat(read(source, "a", SHORT).result())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.detail()).contains("database is down"));

            wire.open();
            long before = System.nanoTime();
            untilUp(source);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(ask(source, echo, "a")).isEqualTo(new Text("<a>"));
            assertThat(transitions)
                    .satisfiesExactly(
                            first -> assertThat(first).isInstanceOf(DatabaseState.Down.class),
                            then -> assertThat(then).isInstanceOf(DatabaseState.Up.class));
        }
    }

    @Test
    void noticesAnOutageAndItsEnd() throws IOException {
        try (SqlSource source = throughWire(4)) {
            ask(source, echo, "a");
            wire.close(true);
            assertThat(ask(source, echo, "b")).isInstanceOf(Unavailable.class);
            assertThat(source.state()).isInstanceOf(DatabaseState.Down.class);
            wire.open();
            untilUp(source);
            assertThat(SqlFixture.askAll(source, echo, List.of("a", "b", "c"))).hasOnlyElementsOfType(Text.class);
        }
    }

    @Test
    void doesNotHammerADeadDatabase() throws IOException {
        try (Wire refusing = new Wire(1);
                SqlSource source =
                        new SqlSource(settings(refusing.url(), 8), List.of(echo), System::nanoTime, transitions::add)) {
            untilDown(source);
            int before = refusing.accepted();
            long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < until) {
                assertThat(await(read(source, "a", SHORT))).isInstanceOf(Unavailable.class);
            }
            assertThat(refusing.accepted() - before).isBetween(2, 12);
        }
    }

    @Test
    void saysWhyItCannotConnect() {
        DatabaseSettings wrong = settings(SqlServer.url().replace(SqlServer.DATABASE.name(), "nowhere"), 1);
        try (SqlSource source = new SqlSource(wrong, List.of(echo), System::nanoTime, transitions::add)) {
            untilDown(source);
            assertThat(transitions)
                    .first()
                    .isInstanceOfSatisfying(
                            DatabaseState.Down.class,
                            down -> assertThat(down.reason()).contains("nowhere", "3D000"));
        }
    }

    // One connection refused while others work says nothing about the database.
    @Test
    void servesOnFewerConnectionsThanConfigured() {
        SqlServer.execute("DROP ROLE IF EXISTS scarce; CREATE ROLE scarce LOGIN CONNECTION LIMIT 1");
        DatabaseSettings scarce =
                new DatabaseSettings(SqlServer.url("scarce"), null, () -> null, 4, Duration.ofSeconds(5));
        try (SqlSource source = new SqlSource(scarce, List.of(echo), System::nanoTime, transitions::add)) {
            List<String> keys =
                    IntStream.range(0, 500).mapToObj(Integer::toString).toList();
            for (int round = 0; round < 3; round++) {
                assertThat(SqlFixture.askAll(source, echo, keys)).hasOnlyElementsOfType(Text.class);
            }
            assertThat(transitions).hasOnlyElementsOfType(DatabaseState.Up.class);
        }
    }

    @Test
    void answersEverybodyWhenItCloses() {
        RelationQuery slow = map("SELECT pg_sleep(30) WHERE '%s' <> ''");
        SqlSource source = source(1, slow);
        Future<UnitResult> asked = source.read(new Unit(slow.relation(), "a"), within(Duration.ofSeconds(30)));
        until(() -> source.statistics().singles() == 1);
        Future<UnitResult> waiting = source.read(new Unit(slow.relation(), "b"), within(Duration.ofSeconds(30)));
        source.close();

        assertThat(await(asked)).isInstanceOf(Unavailable.class);
        assertThat(await(waiting)).isInstanceOf(Unavailable.class);
        assertThat(ask(source, slow, "c")).isInstanceOf(Unavailable.class);
    }
}
