package dev.postern.acceptance.outage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Counts all the time how many connections the kernel has to some ports of this machine. */
final class ConnectionWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Of proc(5): the address of the other side, and the states "established" and "on its way". */
    private static final String TO_PORT = " *\\d+: \\S+ \\S+:%s 0[12] .*";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final String wanted;
    private int before;
    private volatile int most;

    private ConnectionWatch(String wanted) {
        this.wanted = wanted;
    }

    /** Counts those to all of these ports together. */
    static ConnectionWatch to(Integer... ports) {
        List<String> forms = Stream.of(ports)
                .map(port -> "%04X".formatted(port).toUpperCase(Locale.ROOT))
                .toList();
        ConnectionWatch watch = new ConnectionWatch(TO_PORT.formatted("(" + String.join("|", forms) + ")"));
        watch.thread.execute(watch::lookOn);
        return watch;
    }

    private void lookOn() {
        while (!thread.isShutdown()) {
            look();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The table is not read in one moment: what one look alone sees may be one that went and one that came. */
    private void look() {
        int now = (int) TABLES.stream()
                .flatMap(ConnectionWatch::lines)
                .filter(line -> line.matches(wanted))
                .count();
        most = Math.max(most, Math.min(before, now));
        before = now;
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.exists(table) ? Files.readAllLines(table).stream() : Stream.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The most that there were at a time. */
    int most() {
        return most;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
