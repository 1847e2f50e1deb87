package dev.postern.acceptance.sqlfile;

import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collections of pgsql_table(5) files, written for a database of a test. */
final class MapFiles {
    private static final String FOLDER = "/dev/postern/acceptance/sqlfile/";
    private static final String MARK = "== ";

    /** Lines of a section {@code database}: for a machine that has other work to do. */
    static final String PATIENCE = "connections: 2\n  queryTimeout: 5s";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

    private MapFiles() {}

    /**
     * Writes each file of a collection, with the lines that say where the database is.
     *
     * @return where they are, by names that may be those of maps
     */
    static Map<String, Path> write(Workspace workspace, String collection, Database database) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String part : Database.text(FOLDER + collection + ".cf").split("(?m)^" + MARK, -1)) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                String name = collection + "-" + part.substring(0, end);
                files.put(name, workspace.write("cf/" + name + ".cf", where(database) + part.substring(end + 1)));
            }
        }
        return files;
    }

    static String where(Database database) {
        return """
                # where it is
                user = %s
                password = of no use here
                hosts = inet:127.0.0.1:%d
                dbname = %s
                """.formatted(Database.READER, database.server().port(), database.name());
    }

    /** Waits until the gateway is connected to each of its databases. */
    static void awaitAll(Postern postern) {
        postern.awaitReady();
        Wait.until(
                "all databases answer",
                CONNECT_LIMIT,
                () -> !postern.get("/health/ready").body().contains(": down"),
                postern::log);
    }

    /** Fills an empty database with the tables of a collection, for the user of the files to read. */
    static void fill(Database database, String collection) {
        database.executeFile(FOLDER + collection + ".sql");
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + Database.READER);
    }
}
