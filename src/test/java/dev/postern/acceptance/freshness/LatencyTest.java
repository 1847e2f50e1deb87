package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.acceptance.presets.MapClient;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.presets.RunningGateway;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long after its commit a change is seen, while many others are made. {@code -Dpostern.latency.seconds=60
 * -Dpostern.latency.rate=1000 -Dpostern.latency.writers=4} measures it, {@code -Dpostern.latency.rows} changes to a
 * statement; {@code ./check} holds only that each change is seen at last.
 */
@Acceptance
class LatencyTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("postern.latency.seconds", 2));
    private static final int RATE = Integer.getInteger("postern.latency.rate", 200);
    private static final int WRITERS = Integer.getInteger("postern.latency.writers", 1);
    private static final int ROWS = Integer.getInteger("postern.latency.rows", 1);
    private static final int LOADED = 10_000;
    private static final Duration GIVEN_UP = Duration.ofSeconds(60);

    private final AtomicLong changes = new AtomicLong();

    @Test
    void everyChangeIsSeen(Workspace workspace) throws Exception {
        try (Database database = PresetSite.create("canonical")) {
            database.execute("INSERT INTO aliases (address, destination)"
                    + " SELECT 'l' || i || '@example.org', 'x' FROM generate_series(0, " + (LOADED - 1) + ") i;"
                    + " INSERT INTO aliases (address, destination) VALUES ('probe@example.org', '0')");
            String yaml = PresetSite.yaml("canonical", database) + "cache: {ttl: 1h, negativeTtl: 1h}\n";
            try (RunningGateway gateway = RunningGateway.start(workspace.folder("latency"), yaml)
                            .awaitHearing();
                    MapClient maps = gateway.maps()) {
                for (int i = 0; i < LOADED; i++) {
                    maps.ask("virtual-aliases.exact", "l" + i + "@example.org");
                }
                long begin = System.nanoTime();
                long end = begin + TIME.toNanos();
                List<Thread> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    Thread writer = new Thread(() -> load(database, end));
                    writer.start();
                    writers.add(writer);
                }
                List<Long> latencies = probe(database, maps, end);
                for (Thread writer : writers) {
                    writer.join();
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                Collections.sort(latencies);
                System.out.printf(
                        "change to visible: %d probes under %.0f changes/s: median %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                        latencies.size(),
                        changes.get() / seconds,
                        latencies.get(latencies.size() / 2) / 1e6,
                        latencies.get(latencies.size() * 99 / 100) / 1e6,
                        latencies.get(latencies.size() - 1) / 1e6);
                assertThat(latencies).isNotEmpty();
            }
        }
    }

    /** Changes other rows, at a writer's share of the rate. */
    private void load(Database database, long end) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            long next = System.nanoTime();
            while (System.nanoTime() < end) {
                long number = changes.getAndAdd(ROWS);
                String addresses = LongStream.range(number, number + ROWS)
                        .mapToObj(row -> "'l" + row % LOADED + "@example.org'")
                        .collect(Collectors.joining(", "));
                statement.executeUpdate(
                        "UPDATE aliases SET destination = 'x" + number + "' WHERE address IN (" + addresses + ")");
                next += TimeUnit.SECONDS.toNanos(1) * WRITERS * ROWS / RATE;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Long> probe(Database database, MapClient maps, long end) throws SQLException, IOException {
        List<Long> latencies = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                String value = "v" + latencies.size();
                maps.ask("virtual-aliases.exact", "probe@example.org");
                statement.executeUpdate(
                        "UPDATE aliases SET destination = '" + value + "' WHERE address = 'probe@example.org'");
                long committed = System.nanoTime();
                while (!maps.ask("virtual-aliases.exact", "probe@example.org").equals(value)) {
                    assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(GIVEN_UP);
                }
                latencies.add(System.nanoTime() - committed);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        return latencies;
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), PostgresServer.SUPERUSER, null);
    }
}
