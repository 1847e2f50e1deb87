package dev.postern.acceptance.postgres;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The embedded binaries, as a child of this JVM. */
final class EmbeddedServer implements PostgresServer {

    /** initdb and start take 3 s on two cores; other builds may keep these busy. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres running;

    private EmbeddedServer(Path data) {
        this.data = data;
    }

    static EmbeddedServer start(Path data) throws IOException {
        EmbeddedServer server = new EmbeddedServer(data);
        server.start();
        return server;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        if (running != null) {
            return;
        }
        running = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "off")
                .setPGStartupWait(START_LIMIT)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void stop() throws IOException {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public void freeze() {
        signal("STOP");
    }

    @Override
    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() throws IOException {
        if (running != null) {
            thaw();
        }
        stop();
    }

    /** The first process goes first: afterwards it makes no new ones. */
    private void signal(String name) {
        ProcessHandle first = ProcessHandle.of(pid()).orElseThrow();
        String all = Stream.concat(Stream.of(first), first.descendants())
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        Command.of("sh", "-c", "kill -" + name + " " + all).run();
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        } catch (IOException notRunning) {
            throw new IllegalStateException("the server is stopped", notRunning);
        }
    }
}
