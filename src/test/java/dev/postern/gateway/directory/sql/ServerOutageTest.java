package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.await;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static dev.postern.gateway.directory.sql.SqlFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server itself stops, freezes and comes back. */
@Timeout(120)
class ServerOutageTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofMillis(400);

    private final PostgresServer server = SqlServer.DATABASE.server();
    private final RelationQuery echo = map("SELECT '<%s>'");

    @AfterEach
    void bringBack() throws IOException {
        server.start();
        SqlServer.DATABASE.awaitAnswer();
    }

    @Test
    void servesAgainAfterARestart() throws IOException {
        try (SqlSource source = source(4, echo)) {
            askMany(source);
            server.stop();
            until(() -> ask(source, echo, "x") instanceof Unavailable && source.state() instanceof DatabaseState.Down);
            server.start();
            SqlServer.DATABASE.awaitAnswer();
            long back = System.nanoTime();
            until(() -> ask(source, echo, "x").equals(new Text("<x>")));
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(1));
            askMany(source);
        }
    }

    // Established connections stay and new ones are accepted, but nothing is answered.
    @Test
    void keepsDeadlinesWhileTheServerIsFrozen() {
        try (SqlSource source = source(2, echo)) {
            askMany(source);
            server.freeze();
            try {
                for (int i = 0; i < 3; i++) {
                    long before = System.nanoTime();
                    Future<UnitResult> read = source.read(new Unit(echo.relation(), "x"), within(SHORT));
                    assertThat(await(read)).isInstanceOf(Unavailable.class);
                    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SHORT.plus(LATE));
                }
            } finally {
                server.thaw();
            }
            until(() -> ask(source, echo, "x").equals(new Text("<x>")));
            askMany(source);
        }
    }

    private void askMany(SqlSource source) {
        List<String> keys = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
        assertThat(SqlFixture.askAll(source, echo, keys)).hasOnlyElementsOfType(Text.class);
    }
}
