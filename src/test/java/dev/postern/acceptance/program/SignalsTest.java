package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.outage.OfFailurePage;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What SIGTERM and SIGHUP do to clients, and what systemd hears of it. */
class SignalsTest {
    private static final String ASK_KIM = "28:virtual-aliases kim@snorl.ax,";
    private static final String KIM = "16:OK user@snorl.ax,";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Each would leave a few connections behind. */
    private static final int RELOADS = 12;

    /** To one database, by docs/failure.md. */
    private static final int MOST_CONNECTIONS = 7;

    @AutoClose
    private final Database database = Database.ofSampleSite();

    @AutoClose
    private final Workspace workspace;

    private final SampleGateway gateway;

    SignalsTest() throws IOException {
        workspace = Workspace.create();
        gateway = SampleGateway.of(workspace, database);
    }

    private RawConnection socketmap() throws IOException {
        return RawConnection.to(gateway.socketmapSocket());
    }

    private RawConnection greeted() throws IOException {
        RawConnection connection = RawConnection.to(gateway.authClient());
        while (!connection.readUntil('\n').equals("DONE\n")) {
            // the greeting goes on
        }
        connection.send("VERSION\t1\t2\nCPID\t4711\n");
        return connection;
    }

    private static String login(int id, String password) {
        byte[] response = ("\0user@snorl.ax\0" + password).getBytes(StandardCharsets.UTF_8);
        return "AUTH\t" + id + "\tPLAIN\tservice=imap\tresp="
                + Base64.getEncoder().encodeToString(response) + "\n";
    }

    private static String ask(RawConnection connection, String request) throws IOException {
        connection.send(request);
        return connection.readUntil(',');
    }

    @Test
    void answersTheLookUpsInFlightBeforeItEnds() throws Exception {
        Postern postern = gateway.database("queryTimeout: 7s").start().awaitReady();
        try (RawConnection busy = socketmap();
                RawConnection idle = socketmap();
                Connection lock = database.lock("virtual")) {
            busy.send(ASK_KIM);
            database.awaitWaiter();
            postern.signal("TERM");
            assertThat(idle.isClosedByPeer()).isTrue();
            lock.rollback();
            assertThat(busy.readUntil(',')).isEqualTo(KIM);
            assertThat(busy.isClosedByPeer()).isTrue();
        }
        assertThat(postern.awaitExit()).isZero();
    }

    @Test
    void answersTheLoginsInFlightBeforeItEnds() throws IOException {
        Postern postern = gateway.auth("{failureDelay: 3s}").start().awaitReady();
        try (RawConnection connection = greeted()) {
            connection.send(login(1, "wrong"));
            postern.awaitLog("user=user@snorl.ax", 1);
            postern.signal("TERM");
            assertThat(connection.readUntil('\n')).isEqualTo("FAIL\t1\tuser=user@snorl.ax\n");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(postern.awaitExit()).isZero();
    }

    @Test
    void stopsWithoutWaitingForAReload() throws Exception {
        Postern postern = gateway.database("queryTimeout: 7s").start().awaitReady();
        try (RawConnection busy = socketmap();
                RawConnection idle = RawConnection.to(gateway.socketmapPort());
                Connection lock = database.lock("virtual")) {
            busy.send(ASK_KIM);
            database.awaitWaiter();
            String listener = "  - {protocol: socketmap, address: \"unix:" + gateway.socketmapSocket() + "\"";
            postern.reload(gateway.yaml()
                    .lines()
                    .filter(line -> !line.startsWith(listener))
                    .collect(Collectors.joining("\n", "", "\n")));
            Wait.until("it is closed", LIMIT, () -> Files.notExists(gateway.socketmapSocket()), postern::log);
            postern.signal("TERM");
            assertThat(idle.isClosedByPeer()).isTrue();
            lock.rollback();
            assertThat(busy.readUntil(',')).isEqualTo(KIM);
        }
        assertThat(postern.awaitExit()).isZero();
    }

    /** Twice those of docs/failure.md, for as long as what was replaced may still answer. */
    @Test
    void hasTheConnectionsOfTwoConfigurationsAtMost() throws Exception {
        Postern postern = gateway.start().awaitReady();
        for (int seconds = 1; seconds <= RELOADS; seconds++) {
            postern.reload(gateway.yaml() + "cache: {ttl: " + seconds + "s}\n");
            postern.awaitLog("reloaded cache=new", seconds);
            try (RawConnection lookups = socketmap()) {
                assertThat(ask(lookups, ASK_KIM)).isEqualTo(KIM);
            }
        }
        assertThat(database.column("SELECT pid FROM pg_stat_activity WHERE usename = '" + Database.READER
                        + "' AND datname = current_database()"))
                .hasSizeBetween(1, 2 * MOST_CONNECTIONS);
    }

    @Test
    void servesAnotherConfigurationOnStandingConnections() throws IOException {
        Postern postern = gateway.start().awaitReady();
        try (RawConnection lookups = socketmap();
                RawConnection logins = greeted()) {
            assertThat(ask(lookups, "5:own x,")).isEqualTo("16:PERM no such map,");
            logins.send(login(1, "user-pw"));
            assertThat(logins.readUntil('\n')).startsWith("OK\t1\t");
            gateway.more("maps: {own: {kind: exact, query: \"SELECT 'own ' || '%s'\"}}");
            postern.reload(gateway.yaml());
            postern.awaitLog("reloaded cache=new", 1);
            assertThat(ask(lookups, "5:own x,")).isEqualTo("8:OK own x,");
            assertThat(ask(lookups, ASK_KIM)).isEqualTo(KIM);
            logins.send(login(2, "user-pw"));
            assertThat(logins.readUntil('\n')).startsWith("OK\t2\t");
        }
    }

    @Test
    @OfFailurePage("the configuration is wrong at a reload")
    void keepsItsConfigurationWhereAnotherIsWrong() throws IOException {
        Postern postern = gateway.start().awaitReady();
        try (RawConnection connection = socketmap()) {
            postern.reload("cashe: {ttl: 5m}\n" + gateway.yaml());
            postern.awaitLog("reload refused", 1);
            assertThat(postern.log()).contains("postern.yaml:1:", "did you mean cache?");
            assertThat(ask(connection, ASK_KIM)).isEqualTo(KIM);
            postern.reload(gateway.yaml());
            postern.awaitLog("reloaded cache=kept", 1);
            assertThat(ask(connection, ASK_KIM)).isEqualTo(KIM);
        }
        assertThat(postern.stop()).isZero();
    }

    @Test
    void tellsSystemdOfEachState() throws Exception {
        try (FakeSystemd systemd = new FakeSystemd(workspace.path().resolve("notify"))) {
            Postern postern = gateway.start(systemd.environment()).awaitReady();
            assertThat(systemd.nextState()).startsWith("READY=1\n");
            systemd.awaitBeat();
            long before = monotonicMicros();
            postern.reload(gateway.yaml());
            String reloading = systemd.nextState();
            assertThat(reloading).startsWith("RELOADING=1\nMONOTONIC_USEC=");
            assertThat(Long.parseLong(reloading.lines().toList().get(1).substring("MONOTONIC_USEC=".length())))
                    .isBetween(before, monotonicMicros());
            assertThat(systemd.nextState()).startsWith("READY=1\nSTATUS=serving, reloaded: cache=kept");
            postern.reload("nonsense");
            assertThat(systemd.nextState()).startsWith("RELOADING=1\n");
            assertThat(systemd.nextState()).isEqualTo("READY=1\nSTATUS=serving, reload refused: see the log");
            systemd.awaitBeat();
            postern.signal("TERM");
            assertThat(systemd.nextState()).startsWith("STOPPING=1\n");
            assertThat(postern.awaitExit()).isZero();
        }
    }

    /** On Linux the JVM's own clock is the one that systemd compares with. */
    private static long monotonicMicros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }
}
