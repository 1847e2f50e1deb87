package dev.postern.acceptance.postgres;

import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A database of one test class, on the server that all classes of this JVM share.
 *
 * @param server where it is
 * @param name what it is called there
 */
public record Database(PostgresServer server, String name) implements AutoCloseable {

    /** What the gateway and the oracles connect as: it may read, and nothing else. */
    public static final String READER = "mailreader";

    private static final String ADMINISTRATION = "postgres";
    private static final String SAMPLE_SITE = "sample_site";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int CONNECT_SECONDS = 5;
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A fresh copy of the preset's sample site: domain snorl.ax, three users, one alias. */
    public static Database ofSampleSite() {
        Database copy = new Database(Shared.SERVER, "site" + COUNT.incrementAndGet());
        copy.administer("CREATE DATABASE " + copy.name + " TEMPLATE " + SAMPLE_SITE);
        return copy;
    }

    /** One that holds nothing. */
    public static Database empty() {
        Database fresh = new Database(Shared.SERVER, "empty" + COUNT.incrementAndGet());
        fresh.administer("CREATE DATABASE " + fresh.name);
        return fresh;
    }

    /** How pgjdbc names it. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name;
    }

    /** Executes SQL as the superuser: several statements, if need be. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        url() + "?loginTimeout=" + CONNECT_SECONDS, PostgresServer.SUPERUSER, null);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage() + "\nin " + sql, refused);
        }
    }

    /** Asks as the superuser for one column of text. */
    public List<String> column(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        url() + "?loginTimeout=" + CONNECT_SECONDS, PostgresServer.SUPERUSER, null);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused.getMessage() + "\nin " + sql, refused);
        }
    }

    /** From now on the server lets {@link #READER} into this database with its password only. */
    public void demandPassword() {
        String file = column("SHOW hba_file").get(0);
        // Read before it is opened for writing, which empties it.
        String rules = column("SELECT rule FROM regexp_split_to_table(pg_read_file('" + file + "'), '\n') AS rule"
                        + " WHERE rule ~ '^(local|host)'")
                .stream()
                .collect(Collectors.joining("\n", "host " + name + " " + READER + " all scram-sha-256\n", ""));
        execute("COPY (SELECT regexp_split_to_table('" + rules + "', '\n')) TO '" + file
                + "'; SELECT pg_reload_conf()");
    }

    /** Executes a file of the class path. */
    public void executeFile(String path) {
        execute(text(path));
    }

    /** Keeps everybody from reading a table, until the transaction of this connection ends. */
    public Connection lock(String table) throws SQLException {
        Connection connection =
                DriverManager.getConnection(url() + "?loginTimeout=" + CONNECT_SECONDS, PostgresServer.SUPERUSER, null);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    /** Waits until somebody waits for a lock. */
    public void awaitWaiter() {
        String waiters = "SELECT 1 / count(*) FROM pg_locks WHERE NOT granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        Wait.until(name + " is waited for", START_LIMIT, () -> {
            execute(waiters);
            return true;
        });
    }

    /** Waits until it answers: after its server was brought back, for instance. */
    public void awaitAnswer() {
        Wait.until(name + " answers", START_LIMIT, () -> {
            execute("SELECT 1");
            return true;
        });
    }

    /** Drops it, whoever is connected. */
    @Override
    public void close() {
        administer("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void administer(String sql) {
        new Database(server, ADMINISTRATION).execute(sql);
    }

    /** A file of the class path. */
    public static String text(String path) {
        try (InputStream file = Database.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException(path + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Started when the first class needs it, ended with the JVM. */
    private static final class Shared {
        private static final String PRESET = "/dev/postern/schema/presets/views/";
        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                Workspace workspace = Workspace.create();
                PostgresServer server = workspace.own(
                        ContainerServer.isPossible()
                                ? ContainerServer.run()
                                : EmbeddedServer.start(workspace.path().resolve("postgres")));
                Database template = new Database(server, SAMPLE_SITE);
                template.administer("CREATE DATABASE " + SAMPLE_SITE);
                template.executeFile(PRESET + "sample.sql");
                template.executeFile(PRESET + "roles.sql");
                return server;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
