package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.await;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.settings;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static dev.postern.gateway.directory.sql.SqlFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is there and unwell is neither hammered nor given up. */
@Timeout(120)
class SickDatabaseTest {
    private static final int CONNECTIONS = 4;
    private static final Duration SHORT = Duration.ofMillis(300);

    private final RelationQuery locked = map("SELECT v FROM sick.locked WHERE k = '%s'");
    private final RelationQuery healthy = map("SELECT '<%s>'");

    @BeforeEach
    void tables() {
        SqlServer.execute("""
                DROP SCHEMA IF EXISTS sick CASCADE;
                CREATE SCHEMA sick;
                CREATE TABLE sick.locked (k text, v text);
                INSERT INTO sick.locked VALUES ('a', 'b');
                """);
    }

    private UnitResult read(SqlSource source, RelationQuery query, String key) {
        return await(source.read(new Unit(query.relation(), key), within(SHORT)));
    }

    @Test
    void aLockedTableCostsNoOtherRelationItsConnections() throws SQLException {
        try (SqlSource source = source(CONNECTIONS, locked, healthy);
                Connection lock = SqlServer.DATABASE.lock("sick.locked")) {
            for (int i = 0; i < Breaker.FAILURES; i++) {
                assertThat(read(source, locked, "a")).isInstanceOf(Unavailable.class);
            }
            List<Future<UnitResult>> waiting = IntStream.range(0, 1000)
                    .mapToObj(i -> source.read(new Unit(locked.relation(), "k" + i), within(SHORT)))
                    .toList();
            assertThat(ask(source, healthy, "x")).isEqualTo(new Text("<x>"));
            assertThat(waiting).extracting(SqlFixture::await).hasOnlyElementsOfType(Unavailable.class);
            assertThat(source.statistics().opened()).isLessThanOrEqualTo(CONNECTIONS + Breaker.FAILURES + 1);
            assertThat(source.state()).isInstanceOf(DatabaseState.Up.class);
            lock.rollback();
            until(() -> read(source, locked, "a").equals(new Text("b")));
        }
    }

    @Test
    void aServerThatCutsEveryStatementIsNotConnectedToAllTheTime() {
        try (Wire wire = new Cutting();
                SqlSource source = new SqlSource(
                        settings(wire.url(), CONNECTIONS), List.of(healthy), System::nanoTime, state -> {})) {
            until(() -> source.state() instanceof DatabaseState.Up);
            for (int i = 0; i < 5000; i++) {
                assertThat(read(source, healthy, "x" + i)).isInstanceOf(Unavailable.class);
            }
            assertThat(wire.accepted()).isLessThan(100);
        }
    }

    @Test
    void aHostThatTakesConnectionsAndSaysNothingIsPassedOver() {
        try (Wire dumb = new Wire(SqlServer.port());
                Wire wire = new Wire(SqlServer.port())) {
            dumb.silence();
            String hosts = wire.url().replace(wire.hostAndPort(), dumb.hostAndPort() + "," + wire.hostAndPort());
            DatabaseSettings patient = new DatabaseSettings(hosts, "postgres", () -> null, 1, Duration.ofMinutes(1));
            try (SqlSource source = new SqlSource(patient, List.of(healthy), System::nanoTime, state -> {})) {
                until(() -> ask(source, healthy, "x").equals(new Text("<x>")));
            }
        }
    }

    @Test
    void oneConnectionThatDiedWithoutAWordIsEnoughToFindTheOther() {
        RelationQuery slow = map("SELECT '<%s>' FROM pg_sleep(0.2)");
        try (Wire wire = new Wire(SqlServer.port());
                SqlSource source =
                        new SqlSource(settings(wire.url(), 2), List.of(slow), System::nanoTime, state -> {})) {
            until(() -> SqlFixture.askAll(source, slow, List.of("a", "b")).size() == 2
                    && source.statistics().opened() == 2);
            wire.forget();
            assertThat(read(source, slow, "x")).isInstanceOf(Unavailable.class);
            for (String key : List.of("y", "z")) {
                assertThat(await(source.read(new Unit(slow.relation(), key), within(Duration.ofSeconds(4)))))
                        .isEqualTo(new Text("<" + key + ">"));
            }
        }
    }

    /** Ends a connection as soon as a look-up is asked over it. */
    private static final class Cutting extends Wire {
        Cutting() {
            super(SqlServer.port());
        }

        @Override
        void fromClient(byte[] bytes, int length) {
            String sent = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (sent.contains("SELECT '<'") || sent.contains("pstn_b") || sent.contains("$1")) {
                cut();
            }
        }
    }
}
