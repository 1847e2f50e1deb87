package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More clients than the program has descriptors, and clients that come and go faster than any Postfix makes them. */
@Acceptance
class OverloadTest {
    private static final String ASK_KIM = "28:virtual-aliases kim@snorl.ax,";
    private static final String KIM = "16:OK user@snorl.ax,";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Descriptors that the program gets beside those that it has. */
    private static final int ROOM = 20;

    /** What is opened and closed in between: a jar, a connection to the database. */
    private static final int SLACK = 10;

    private static final int COMERS = 5_000;
    private static final int AT_ONCE = 8;

    private SampleGateway gateway;
    private Postern postern;

    @BeforeEach
    void start(Workspace workspace) throws IOException {
        gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()));
        postern = gateway.start().awaitReady();
    }

    private RawConnection connect() throws IOException {
        return RawConnection.to(gateway.socketmapSocket());
    }

    private static String ask(RawConnection connection) throws IOException {
        connection.send(ASK_KIM);
        return connection.readUntil(',');
    }

    /** Their numbers. */
    private List<Integer> descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(postern.pid()), "fd"))) {
            return open.map(file -> Integer.valueOf(file.getFileName().toString()))
                    .toList();
        }
    }

    @Test
    void takesWhoWaitsAsSoonAsDescriptorsAreFree() throws Exception {
        List<RawConnection> many = new ArrayList<>();
        try (RawConnection first = connect()) {
            assertThat(ask(first)).isEqualTo(KIM);
            int limit = Collections.max(descriptors()) + 1 + ROOM;
            CommandResult limited = Command.of(
                            "prlimit", "--pid", Long.toString(postern.pid()), "--nofile=" + limit + ":" + limit)
                    .run();
            assertThat(limited.exit()).as("%s", limited).isZero();
            // The kernel takes them all; the program cannot.
            for (int wanted = limit - descriptors().size() + ROOM; wanted > 0; wanted--) {
                RawConnection connection = connect();
                connection.send(ASK_KIM);
                many.add(connection);
            }
            Wait.until("no descriptor is left", LIMIT, () -> descriptors().size() == limit, postern::log);
            assertThat(ask(first)).as("who is there is served").isEqualTo(KIM);
            RawConnection last = many.remove(many.size() - 1);
            for (RawConnection connection : many) {
                connection.close();
            }
            Wait.until("who waited is served", LIMIT, () -> last.readUntil(',').equals(KIM), postern::log);
            last.close();
            try (RawConnection next = connect()) {
                assertThat(ask(next)).as("and who comes then").isEqualTo(KIM);
            }
            assertThat(ask(first)).isEqualTo(KIM);
        }
        assertThat(postern.log().lines())
                .as("it says so, and what to do, in lines without stacks")
                .anyMatch(line -> line.contains("ERROR") && line.contains("no connections can be taken"))
                .noneMatch(line -> line.contains("exceptionCaught"));
        assertThat(postern.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(postern.stop()).isZero();
    }

    @Test
    void answersEverybodyWhoComesAndGoes() throws Exception {
        int before = descriptors().size();
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Void>> visits = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                visits.add(this::comeAndGo);
            }
            for (Future<Void> visit : clients.invokeAll(visits)) {
                visit.get();
            }
        } finally {
            clients.shutdownNow();
        }
        String none =
                "postern_connections{address=\"unix:" + gateway.socketmapSocket() + "\",protocol=\"socketmap\"} 0.0";
        Wait.until("none is open", LIMIT, () -> postern.get("/metrics").body().contains(none), postern::log);
        Wait.until("their descriptors are free", LIMIT, () -> descriptors().size() < before + SLACK, postern::log);
        assertThat(postern.stop()).isZero();
    }

    private Void comeAndGo() throws IOException {
        for (int i = 0; i < COMERS / AT_ONCE; i++) {
            try (RawConnection connection = connect()) {
                assertThat(ask(connection)).isEqualTo(KIM);
            }
        }
        return null;
    }
}
