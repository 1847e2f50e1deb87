package dev.postern.acceptance.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A primary server of its own and a streaming replica that shows each commit some time after it was made. */
public final class ReplicatedServer implements AutoCloseable {
    private static final String ADMINISTRATION = "postgres";

    /** What belongs to the running server, or is fetched from it. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "pg_wal");

    private final Path folder;
    private final EmbeddedServer primary;
    private EmbeddedServer replica;

    private ReplicatedServer(Path folder, EmbeddedServer primary) {
        this.folder = folder;
        this.primary = primary;
        this.replica = primary;
    }

    /** Starts the primary alone. */
    public static ReplicatedServer start(Path folder) throws IOException {
        return new ReplicatedServer(folder, EmbeddedServer.start(folder.resolve("primary")));
    }

    /** Where changes are made. */
    public PostgresServer primary() {
        return primary;
    }

    /** Where they are seen later. */
    public PostgresServer replica() {
        return replica;
    }

    /**
     * Starts a replica of what is there.
     *
     * @param delay as PostgreSQL writes it: {@code 3s}
     */
    public void replicate(String delay) throws IOException, SQLException {
        Path copy = folder.resolve("replica");
        String url = "jdbc:postgresql://127.0.0.1:" + primary.port() + "/" + ADMINISTRATION;
        try (Connection connection = DriverManager.getConnection(url, PostgresServer.SUPERUSER, null);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('replica', true)");
            copy(folder.resolve("primary"), copy);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(copy.resolve("backup_label"), row.getString(1));
            }
        }
        Files.createDirectories(copy.resolve("pg_wal/archive_status"));
        Files.createFile(copy.resolve("standby.signal"));
        Files.write(
                copy.resolve("postgresql.auto.conf"),
                List.of(
                        "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres'",
                        "recovery_min_apply_delay = '" + delay + "'"),
                StandardOpenOption.APPEND);
        replica = EmbeddedServer.start(copy);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path name = from.relativize(file);
                if (!NOT_COPIED.contains(name.getName(0).toString())) {
                    copyFile(file, to.resolve(name.toString()));
                }
            }
        }
    }

    /** The server may remove files meanwhile: the log brings what they held. */
    private static void copyFile(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException removed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        if (replica != primary) {
            replica.close();
        }
        primary.close();
    }
}
