package dev.postern.bench;

import static dev.postern.bench.Claim.atMost;
import static dev.postern.bench.Contenders.POSTERN;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How soon Postern serves, and what it occupies when nobody asks. */
final class Footprint {
    private static final double KIBIBYTES = 1024;
    private static final int CONNECTIONS = 5000;

    /** What a start leaves to be done in the background is done by then. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** Releases from this one on start with an archive of compiled methods. */
    private static final int FASTER = 25;

    private static final double SECONDS_TO_READY = 1.5;
    private static final double SECONDS_TO_READY_FASTER = 0.7;
    private static final double IDLE_MEBIBYTES = 128;
    private static final double KIBIBYTES_PER_CONNECTION = 12;
    private static final double MEBIBYTES_WITH_A_MILLION = 500;
    private static final int MILLION = 1_000_000;
    private static final int ASKERS = 16;

    private final Site site;
    private final Launcher launcher;
    private final LoadGenerator generator;
    private final Collection<Jdk> jdks;

    Footprint(Site site, Launcher launcher, LoadGenerator generator, Collection<Jdk> jdks) {
        this.site = site;
        this.launcher = launcher;
        this.generator = generator;
        this.jdks = jdks;
    }

    List<Work> works() {
        return List.of(start(), idleConnections());
    }

    private Work start() {
        return new Work(
                "start to ready, then idle",
                jdks.stream()
                        .map(jdk -> new Contender(name(jdk), () -> start(jdk)))
                        .toList(),
                jdks.stream().flatMap(Footprint::claims).toList());
    }

    private static Stream<Claim> claims(Jdk jdk) {
        double soon = jdk.release() < FASTER ? SECONDS_TO_READY : SECONDS_TO_READY_FASTER;
        return Stream.of(
                atMost(1, Figure.of(name(jdk), Metric.SECONDS), Figure.constant(soon, Metric.SECONDS)),
                atMost(1, Figure.of(name(jdk), Metric.MEBIBYTES), Figure.constant(IDLE_MEBIBYTES, Metric.MEBIBYTES)));
    }

    private Sample start(Jdk jdk) throws IOException {
        try (Postern postern = Postern.start(site, "start", launcher, Optional.of(jdk), Postern.WARM)) {
            Daemon.pause(SETTLING);
            return new Sample(Map.of(
                    Metric.SECONDS,
                    postern.secondsToReady(),
                    Metric.MEBIBYTES,
                    postern.memory().resident() / KIBIBYTES));
        }
    }

    private Work idleConnections() {
        return new Work(
                "idle connection, unix",
                List.of(new Contender(POSTERN, this::holdConnections)),
                List.of(atMost(
                        1,
                        Figure.of(POSTERN, Metric.HEAP_PER_CONNECTION),
                        Figure.constant(KIBIBYTES_PER_CONNECTION, Metric.HEAP_PER_CONNECTION))));
    }

    private Sample holdConnections() throws IOException {
        try (Postern postern = Postern.start(site, "idle", launcher, Optional.empty(), Postern.WARM)) {
            ProcessMemory memory = postern.memory();
            double heap = memory.liveHeap();
            double resident = memory.resident();
            try (Daemon clients =
                    site.start("clients", Map.of(), generator.idle("socketmap", postern.socketmap(), CONNECTIONS))) {
                clients.await("connections are open", () -> postern.socketmapConnections() == CONNECTIONS);
                return new Sample(Map.of(
                        Metric.HEAP_PER_CONNECTION, (memory.liveHeap() - heap) / CONNECTIONS,
                        Metric.RESIDENT_PER_CONNECTION, (memory.resident() - resident) / CONNECTIONS));
            }
        }
    }

    /** What a cache that holds every mailbox of a large site occupies. */
    Work millionUnits(Population population) {
        return new Work(
                "a million units in the cache",
                List.of(new Contender(POSTERN, () -> holdUnits(population))),
                List.of(atMost(
                        1,
                        Figure.of(POSTERN, Metric.MEBIBYTES),
                        Figure.constant(MEBIBYTES_WITH_A_MILLION, Metric.MEBIBYTES))));
    }

    /** Whether there are as many mailboxes as that takes. */
    static boolean suffices(int users) {
        return users >= MILLION;
    }

    private Sample holdUnits(Population population) throws IOException {
        try (Postern postern = Postern.start(site, "full", launcher, Optional.empty(), Postern.WARM)) {
            generator.askAll(Load.finding("socketmap", postern.socketmap(), ASKERS, population.mailboxes()));
            ProcessMemory memory = postern.memory();
            double resident = memory.resident();
            return new Sample(Map.of(
                    Metric.MEBIBYTES,
                    resident / KIBIBYTES,
                    Metric.BYTES_PER_UNIT,
                    memory.liveHeap() * KIBIBYTES / postern.cachedUnits()));
        }
    }

    private static String name(Jdk jdk) {
        return POSTERN + " on JDK " + jdk.release();
    }
}
