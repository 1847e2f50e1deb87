package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of this run's own, on 127.0.0.1, which loses its data when the machine fails. */
final class Postgres {
    static final String DATABASE = "mails";

    /** What all contenders connect as. */
    static final String READER = "mailreader";

    private static final String SUPERUSER = "postgres";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final int port = Ports.free();

    private Postgres() {}

    static Postgres start(Site site) throws IOException {
        Postgres postgres = new Postgres();
        Path programs = programs();
        Path data = site.folder("postgres");
        List<String> as = asOwnerOf(data);
        Command.output(words(as, programs.resolve("initdb"), "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "-D", data));
        Daemon daemon = site.start(
                "postgres",
                Map.of(),
                words(
                        as,
                        programs.resolve("postgres"),
                        "-D",
                        data,
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + postgres.port,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "shared_buffers=256MB",
                        "-c",
                        "max_wal_size=4GB"));
        daemon.await("PostgreSQL answers on port " + postgres.port, postgres::answers);
        return postgres;
    }

    int port() {
        return port;
    }

    /** Executes SQL as the superuser: several statements, if need be. */
    void execute(String database, String sql) throws IOException {
        try (Connection connection = DriverManager.getConnection(url(database), SUPERUSER, null);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IOException("PostgreSQL: " + refused.getMessage(), refused);
        }
    }

    String version() throws IOException {
        try (Connection connection = DriverManager.getConnection(url(), SUPERUSER, null)) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException refused) {
            throw new IOException("PostgreSQL: " + refused.getMessage(), refused);
        }
    }

    /** How pgjdbc names the database of the contenders. */
    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, null)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Those of the newest version that is installed. */
    private static Path programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            throw new IOException(
                    "no PostgreSQL below " + DEBIAN + " (on Debian and Ubuntu: apt-get install postgresql)");
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getName(DEBIAN.getNameCount()).toString())))
                    .orElseThrow(() -> new IOException("no server below " + DEBIAN));
        }
    }

    /** PostgreSQL does not run as root. */
    private static List<String> asOwnerOf(Path data) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Command.output(List.of("chown", SUPERUSER + ":", data.toString()));
        return List.of("setpriv", "--reuid=" + SUPERUSER, "--regid=" + SUPERUSER, "--init-groups");
    }

    private static List<String> words(List<String> prefix, Object... words) {
        List<String> all = new ArrayList<>(prefix);
        Stream.of(words).map(Object::toString).forEach(all::add);
        return all;
    }
}
