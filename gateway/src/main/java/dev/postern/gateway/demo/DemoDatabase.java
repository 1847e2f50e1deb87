package dev.postern.gateway.demo;

import dev.postern.gateway.install.InstallScript;
import dev.postern.gateway.schema.PresetSql;
import dev.postern.gateway.schema.Presets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL of the demo's own, filled with the sample site. */
final class DemoDatabase implements AutoCloseable {
    private static final String DATABASE = "mails";
    private static final String READER = "mailreader";
    private static final String PRESET = "views";

    /** initdb and start take 3 s here; an old disk is slower. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final EmbeddedPostgres server;

    private DemoDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts a server on a free port with its files below {@code folder}. */
    static DemoDatabase start(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("postgres");
        stopLeftover(data);
        delete(data);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setRegisterShutdownHook(false)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(START_PATIENCE)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        DemoDatabase database = new DemoDatabase(server);
        try {
            database.fill();
        } catch (IOException | SQLException broken) {
            database.close();
            throw broken;
        }
        return database;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    String username() {
        return READER;
    }

    /** The command that opens this database for changes. */
    String psql() {
        return "psql -h 127.0.0.1 -p " + server.getPort() + " -U mailwriter " + DATABASE;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void fill() throws IOException, SQLException {
        execute("postgres", List.of("CREATE DATABASE " + DATABASE));
        execute(
                DATABASE,
                List.of(
                        script("sample.sql"),
                        script("roles.sql"),
                        InstallScript.shown(PresetSql.named(PRESET).orElseThrow(), READER)));
    }

    private static String script(String file) throws IOException {
        return Presets.text(PRESET, file).orElseThrow(() -> new IOException("the preset has no " + file));
    }

    private void execute(String database, List<String> scripts) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.execute(script);
            }
        }
    }

    /** A killed run leaves its server running, and the next one would silently talk to it. */
    private static void stopLeftover(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> leftover = Files.readAllLines(pidFile).stream()
                .findFirst()
                .filter(pid -> pid.matches("[0-9]{1,10}"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> isServerOf(process, data));
        if (leftover.isPresent()) {
            stop(leftover.get());
        }
    }

    /** A pid is used again; the server of these files names them on its command line. */
    private static boolean isServerOf(ProcessHandle process, Path data) {
        return process.info().commandLine().orElse("").contains(data.toString());
    }

    private static void delete(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void stop(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping the server of a killed run", interrupted);
        }
    }
}
