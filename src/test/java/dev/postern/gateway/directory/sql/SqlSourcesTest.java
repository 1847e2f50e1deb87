package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two databases, of which one is away, and relations that several queries answer. */
class SqlSourcesTest {
    private static final RelationQuery FIRST = SqlFixture.map("SELECT 'first' WHERE '%s' IN ('a', 'both')");
    private static final RelationQuery SECOND = SqlFixture.map("SELECT 'second' WHERE '%s' IN ('b', 'both')");
    private static final RelationQuery AWAY = SqlFixture.map("SELECT 'never' WHERE '%s' <> ''");
    private static final Relation CHAIN = Relation.ofKey("chain");
    private static final Relation BROKEN_CHAIN = Relation.ofKey("broken chain");

    /** Nobody listens on the first port: binding it takes a superuser, and nothing is there that wants it. */
    private static final int NOBODY = 1;

    private static SqlSources sources;

    @BeforeAll
    static void start() {
        DatabaseSettings away = new DatabaseSettings(
                "away",
                "jdbc:postgresql://127.0.0.1:" + NOBODY + "/none",
                "postgres",
                () -> null,
                1,
                Duration.ofSeconds(5));
        sources = new SqlSources(
                new SqlSources.Part(SqlFixture.settings(SqlServer.url(), 2), List.of(FIRST, SECOND)),
                null,
                List.of(new SqlSources.Part(away, List.of(AWAY))),
                Map.of(
                        CHAIN, List.of(FIRST.relation(), SECOND.relation()),
                        BROKEN_CHAIN, List.of(FIRST.relation(), AWAY.relation(), SECOND.relation())),
                System::nanoTime,
                state -> {});
    }

    @AfterAll
    static void stop() {
        sources.close();
    }

    private static UnitResult ask(Relation relation, String key) throws Exception {
        Deadline deadline = Deadline.after(SqlFixture.PATIENCE, System.nanoTime());
        return sources.read(new Unit(relation, key), deadline)
                .toCompletionStage()
                .toCompletableFuture()
                .get(SqlFixture.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    }

    @Test
    void leavesTheOthersAloneWhenOneIsAway() throws Exception {
        assertThat(ask(AWAY.relation(), "a")).isInstanceOf(Failure.Unavailable.class);
        assertThat(ask(FIRST.relation(), "a")).isEqualTo(new UnitValue.Text("first"));
        assertThat(sources.main().state()).isInstanceOf(DatabaseState.Up.class);
        assertThat(sources.others()).containsOnlyKeys("away");
        assertThat(sources.others().values())
                .allSatisfy(source -> assertThat(source.state()).isNotInstanceOf(DatabaseState.Up.class));
    }

    @Test
    void asksOneAfterTheOther() throws Exception {
        assertThat(ask(CHAIN, "a")).isEqualTo(new UnitValue.Text("first"));
        assertThat(ask(CHAIN, "b")).isEqualTo(new UnitValue.Text("second"));
        assertThat(ask(CHAIN, "both")).isEqualTo(new UnitValue.Text("first"));
        assertThat(ask(CHAIN, "none")).isEqualTo(UnitValue.Absent.INSTANCE);
    }

    @Test
    void letsNoLaterOneAnswerForOneThatIsAway() throws Exception {
        assertThat(ask(BROKEN_CHAIN, "a")).isEqualTo(new UnitValue.Text("first"));
        assertThat(ask(BROKEN_CHAIN, "b")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void knowsWhatNobodyReads() throws Exception {
        assertThat(ask(Relation.ofKey("stranger"), "a")).isInstanceOf(Failure.Misconfigured.class);
    }
}
