package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.acceptance.presets.MapClient;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.presets.RunningGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a ttl of an hour, nothing but an announcement shows a change. */
@Acceptance
class FreshnessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int GATE = 7;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Database database = PresetSite.create("canonical");
    private final String yaml = PresetSite.yaml("canonical", database) + """
            cache: {ttl: 1h, negativeTtl: 1h}
            maps:
              gated: {kind: exact, query: "SELECT destination FROM aliases WHERE address = '%s' AND gate()"}
            """;
    private RunningGateway gateway;
    private MapClient maps;

    @BeforeEach
    void start(Workspace workspace) throws IOException, TimeoutException {
        database.execute("""
                CREATE FUNCTION gate() RETURNS boolean LANGUAGE plpgsql
                    AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(%d); RETURN true; END $$;
                GRANT SELECT ON aliases TO %s;
                """.formatted(GATE, Database.READER));
        gateway = RunningGateway.start(workspace.folder("g" + COUNT.incrementAndGet()), yaml)
                .awaitHearing();
        maps = gateway.maps();
    }

    @AfterEach
    void stop() throws IOException, TimeoutException {
        maps.close();
        gateway.close();
        database.close();
    }

    private static void becomes(String expected, Callable<String> question) {
        Wait.until("it becomes " + expected, LIMIT, () -> question.call().equals(expected));
    }

    @Test
    void anAbsenceEndsWithTheInsertAndAValueWithItsRow() throws IOException {
        assertThat(maps.ask("virtual-mailboxes", "new@example.org")).isEqualTo("NOTFOUND");

        database.execute(
                "INSERT INTO mailboxes (address, domain, password) VALUES ('new@example.org', 'example.org', 'x')");
        becomes("example.org/new/", () -> maps.ask("virtual-mailboxes", "new@example.org"));

        database.execute("DELETE FROM mailboxes WHERE address = 'new@example.org'");
        becomes("NOTFOUND", () -> maps.ask("virtual-mailboxes", "new@example.org"));
    }

    @Test
    void bothKeysOfAnUpdateChange() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "sale@example.org")).isEqualTo("bob@example.org");
        assertThat(maps.ask("virtual-aliases.exact", "sell@example.org")).isEqualTo("NOTFOUND");

        database.execute("UPDATE aliases SET address = 'sell@example.org' WHERE address = 'sale@example.org'");

        becomes("NOTFOUND", () -> maps.ask("virtual-aliases.exact", "sale@example.org"));
        becomes("bob@example.org", () -> maps.ask("virtual-aliases.exact", "sell@example.org"));
    }

    @Test
    void whatMirrorsADomainChangesWithIt() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "team@mirror.example")).isEqualTo("info@example.org");

        database.execute("UPDATE aliases SET destination = 'cid@example.org' WHERE address = 'team@example.org'");
        becomes("cid@example.org", () -> maps.ask("virtual-aliases.exact", "team@mirror.example"));

        database.execute("UPDATE domains SET active = false WHERE domain = 'mirror.example'");
        becomes("NOTFOUND", () -> maps.ask("virtual-aliases.exact", "team@mirror.example"));
        becomes("NOTFOUND", () -> maps.ask("virtual-domains", "mirror.example"));
    }

    // A statement keeps the rows of its beginning: here it ends long after the change was announced.
    @Test
    void aReadThatBeganBeforeTheChangeIsNotKept() throws Exception {
        try (Connection other = DriverManager.getConnection(database.url(), PostgresServer.SUPERUSER, null);
                Statement statement = other.createStatement();
                MapClient asking = gateway.maps()) {
            statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
            CompletableFuture<String> before =
                    CompletableFuture.supplyAsync(() -> unchecked(() -> asking.ask("gated", "team@example.org")));
            database.awaitWaiter();
            long heard = gateway.meter("postern_announcements_received_total");

            statement.execute("UPDATE aliases SET destination = 'new@example.org' WHERE address = 'team@example.org'");
            Wait.until("it is announced", LIMIT, () -> gateway.meter("postern_announcements_received_total") > heard);
            statement.execute("SELECT pg_advisory_unlock(" + GATE + ")");

            assertThat(before.get()).as("unless it took too long").isIn("info@example.org", "TEMP");
            assertThat(maps.ask("gated", "team@example.org")).isEqualTo("new@example.org");
        }
    }

    private static String unchecked(Callable<String> question) {
        try {
            return question.call();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void twoGatewaysAgree(Workspace workspace) throws IOException, TimeoutException {
        try (RunningGateway second = RunningGateway.start(workspace.folder("g" + COUNT.incrementAndGet()), yaml)
                        .awaitHearing();
                MapClient others = second.maps()) {
            assertThat(maps.ask("transport", "relay.example")).isEqualTo("smtp:[192.0.2.25]");
            assertThat(others.ask("transport", "relay.example")).isEqualTo("smtp:[192.0.2.25]");

            database.execute("UPDATE transports SET transport = 'smtp:[192.0.2.99]' WHERE pattern = 'relay.example'");

            becomes("smtp:[192.0.2.99]", () -> maps.ask("transport", "relay.example"));
            becomes("smtp:[192.0.2.99]", () -> others.ask("transport", "relay.example"));
        }
    }

    @Test
    void manyRowsAtOnceAreAnnouncedAsAll() throws IOException {
        database.execute("INSERT INTO aliases (address, destination)"
                + " SELECT 'bulk' || i || '@example.org', 'ann@example.org' FROM generate_series(1, 2000) i");
        assertThat(maps.ask("virtual-aliases.exact", "bulk1@example.org")).isEqualTo("ann@example.org");

        database.execute("UPDATE aliases SET destination = 'bob@example.org' WHERE address LIKE 'bulk%'");

        becomes("bob@example.org", () -> maps.ask("virtual-aliases.exact", "bulk1@example.org"));
        assertThat(gateway.http("/metrics", request -> request).body())
                .containsPattern("postern_announcements_received_total\\{names=\"all\"} [1-9]");
    }

    @Test
    void noFloodOfAnybodysNotificationsKeepsItFromAnswering() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "team@example.org")).isEqualTo("info@example.org");
        database.execute("""
                SELECT count(pg_notify('postern', 'nonsense ' || i)) FROM generate_series(1, 5000) i;
                SELECT count(pg_notify('postern', '{"v":1,"of":["*"],"domains":["d' || i || '"]}'))
                  FROM generate_series(1, 5000) i;
                SELECT count(pg_notify('postern', '{"v":1,"of":["x' || i || '"],"all":true}'))
                  FROM generate_series(1, 5000) i;
                """);
        Wait.until(
                "all are counted",
                LIMIT,
                () -> gateway.meter("postern_announcements_ignored_total") >= 5000
                        && gateway.meter("postern_announcements_received_total") >= 10_000);
        assertThat(maps.ask("virtual-aliases.exact", "team@example.org")).isEqualTo("info@example.org");
        assertThat(gateway.meter("postern_announcements_sweeps_total")).isLessThan(1000);
    }

    // The driver would gather all of it in memory, and the server keep for us what we do not fetch.
    @Test
    void keepsNoFloodInMemoryAndMissesNothingInIt() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "team@example.org")).isEqualTo("info@example.org");
        long losses = gateway.meter("postern_announcements_losses_total");

        database.execute("""
                BEGIN;
                SELECT count(pg_notify('postern', repeat('x', 7900) || i)) FROM generate_series(1, 1000) i;
                UPDATE aliases SET destination = 'bob@example.org' WHERE address = 'team@example.org';
                COMMIT;
                """);

        becomes("bob@example.org", () -> maps.ask("virtual-aliases.exact", "team@example.org"));
        Wait.until("it hears again", LIMIT, () -> gateway.meter("postern_announcements_up") == 1);
        assertThat(gateway.meter("postern_announcements_losses_total")).isGreaterThan(losses);
    }

    @Test
    void hasEverythingReadAgainWhereDroppingItOneByOneWouldTakeTooLong() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "team@example.org")).isEqualTo("info@example.org");

        database.execute("""
                BEGIN;
                SELECT count(pg_notify('postern', '{"v":1,"of":["*"],"keys":['
                        || (SELECT string_agg('"k' || i || '.' || j || '"', ',') FROM generate_series(1, 700) j) || ']}'))
                  FROM generate_series(1, 200) i;
                UPDATE aliases SET destination = 'bob@example.org' WHERE address = 'team@example.org';
                COMMIT;
                """);

        becomes("bob@example.org", () -> maps.ask("virtual-aliases.exact", "team@example.org"));
        assertThat(gateway.meter("postern_announcements_ignored_total")).isPositive();
    }

    @Test
    void hearsAgainAfterALossAndSeesWhatItMissed() throws IOException {
        assertThat(maps.ask("virtual-aliases.exact", "team@example.org")).isEqualTo("info@example.org");

        database.execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND query LIKE '%pg_notify%' AND pid <> pg_backend_pid();
                UPDATE aliases SET destination = 'bob@example.org' WHERE address = 'team@example.org';
                """);

        becomes("bob@example.org", () -> maps.ask("virtual-aliases.exact", "team@example.org"));
        Wait.until("it hears again", LIMIT, () -> gateway.meter("postern_announcements_up") == 1);
        assertThat(gateway.meter("postern_announcements_losses_total")).isPositive();
    }

    @Test
    void noticesThatItsServerIsSilent() throws IOException {
        database.server().freeze();
        try {
            Wait.until("it is deaf", LIMIT, () -> gateway.meter("postern_announcements_up") == 0);
        } finally {
            database.server().thaw();
        }
        Wait.until("it hears again", LIMIT, () -> gateway.meter("postern_announcements_up") == 1);
    }

    @Test
    void flushesForWhoeverPostsFromThisMachine() throws IOException {
        maps.ask("virtual-aliases.exact", "team@example.org");

        assertThat(gateway.http("/cache/flush", request -> request.POST(BodyPublishers.noBody())))
                .satisfies(reply -> assertThat(reply.statusCode()).isEqualTo(200))
                .satisfies(reply -> assertThat(reply.body()).isEqualTo("1 units flushed\n"));
        assertThat(gateway.meter("postern_cache_units")).isZero();
        assertThat(gateway.http("/cache/flush", request -> request).statusCode())
                .isEqualTo(405);
        assertThat(gateway.http(
                                "/cache/flush",
                                request -> request.header("Origin", "https://web.example")
                                        .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }
}
