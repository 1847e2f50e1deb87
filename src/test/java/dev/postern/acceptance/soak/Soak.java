package dev.postern.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No test of each build: its name keeps it out. */
@Acceptance
class Soak {
    private static final int MINUTES = Integer.getInteger("postern.soak.minutes", 30);

    /** Measured as often as that; a round is also a reload, and every third one an outage. */
    private static final int ROUNDS = 24;

    /** The cache, the compiler and the pools have what they need by then. */
    private static final int WARM = ROUNDS / 3;

    /** Milliseconds between two visits of a client: this is about time, not about speed. */
    private static final long BREATH = 5;

    private static final Duration PAUSE = Duration.ofMinutes(MINUTES).dividedBy(ROUNDS);

    /** KiB that the heap may seem to grow: what is in flight at the moment, and what the collector leaves. */
    private static final long HEAP_SLACK = 6 << 10;

    /** KiB of memory beyond the heap that comes and goes: compiled code, buffers of threads, malloc's own. */
    private static final long RESIDENT_SLACK = 40 << 10;

    /** Connections of clients and to the database, as many as there may be at a time. */
    private static final long DESCRIPTOR_SLACK = 30;

    /** Of the JVM's compiler, of a source that a reload replaces, and of Vert.x' 20 workers. */
    private static final long THREAD_SLACK = 12;

    /** Half an hour of logins, granted or undecided, would be a log of a gigabyte. */
    private static final String SETTINGS = "cache: {maxBytes: 16MiB, ttl: 20s}\nlog: {level: error}\n";

    private static final Duration RELOAD_LIMIT = Duration.ofMinutes(1);

    private static Database database;
    private static SampleGateway gateway;
    private static Postern postern;

    private final AtomicLong visits = new AtomicLong();
    private volatile boolean over;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        gateway = SampleGateway.of(workspace, database).more(SETTINGS);
        postern = gateway.start().awaitReady();
    }

    @Test
    void answersRightlyAndHoldsNoMoreThanAtFirst() throws Exception {
        Path table = Path.of(System.getProperty("postern.root"), "src/test/target/soak.tsv");
        Files.writeString(table, "");
        List<Usage> usages = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(2 * Client.values().length);
        List<Future<Void>> busy = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (Client client : Client.values()) {
                busy.add(clients.submit(visiting(client)));
            }
        }
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                disturb(round);
                usages.add(Usage.of(postern.pid()));
                String line = round + "\t" + visits + "\t" + usages.get(round - 1) + "\n";
                Files.writeString(table, line, StandardOpenOption.APPEND);
                for (Future<Void> client : busy) {
                    if (client.isDone()) {
                        client.get();
                    }
                }
            }
        } finally {
            over = true;
            clients.shutdown();
        }
        for (Future<Void> client : busy) {
            client.get(1, TimeUnit.MINUTES);
        }
        check(Usage.most(usages.subList(WARM, 2 * WARM)), Usage.most(usages.subList(2 * WARM, ROUNDS)), table);
        assertThat(postern.stop()).isZero();
    }

    private Callable<Void> visiting(Client client) {
        return () -> {
            Random random = new Random();
            while (!over) {
                client.visit(gateway, random);
                TimeUnit.MILLISECONDS.sleep(BREATH);
                visits.incrementAndGet();
            }
            return null;
        };
    }

    /** Another configuration; every third time the database is away for a while too. */
    private static void disturb(int round) throws Exception {
        boolean isOutage = round % 3 == 0;
        if (isOutage) {
            database.server().stop();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis() / 2);
        if (isOutage) {
            database.server().start();
            database.awaitAnswer();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis() / 2);
        boolean isMore = round % 2 == 1;
        postern.reload(gateway.yaml()
                + (isMore ? "maps: {own: {kind: exact, query: \"SELECT '" + round + "' || '%s'\"}}\n" : ""));
        String expected = isMore ? "OK " + round + "x" : "PERM no such map";
        Wait.until("round " + round + " is loaded", RELOAD_LIMIT, () -> own().equals(expected), postern::log);
    }

    private static String own() throws IOException {
        try (RawConnection connection = RawConnection.to(gateway.socketmapSocket())) {
            return Client.ask(connection, "own", "x");
        }
    }

    private static void check(Usage warm, Usage last, Path table) {
        String story = table.toString();
        assertThat(last.heap()).as("heap, see %s", story).isLessThan(warm.heap() + HEAP_SLACK);
        assertThat(last.resident()).as("resident, see %s", story).isLessThan(warm.resident() + RESIDENT_SLACK);
        assertThat(last.descriptors())
                .as("descriptors, see %s", story)
                .isLessThan(warm.descriptors() + DESCRIPTOR_SLACK);
        assertThat(last.threads()).as("threads, see %s", story).isLessThan(warm.threads() + THREAD_SLACK);
    }
}
