package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Dovecot's auth service with SQL, alone: no IMAP, no POP3. Its workspace stops it. */
public final class DovecotAuth implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final Daemon daemon;

    private DovecotAuth(Path folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts one that asks the tutorial's tables as the gateway's preset asks them, and waits for its sockets. */
    public static DovecotAuth start(Workspace workspace, Database database) throws IOException {
        return start(
                workspace,
                database,
                "SELECT userid AS \"user\", password FROM users WHERE userid = '%u'",
                "SELECT '/var/mail/vhosts/' || home AS home, uid, gid FROM users WHERE userid = '%u'");
    }

    /** Starts one with queries of its own, and waits for its sockets. */
    public static DovecotAuth start(Workspace workspace, Database database, String passdb, String userdb)
            throws IOException {
        return start(workspace, DovecotConf.sql(database, passdb, userdb));
    }

    /** Starts one that reads a file {@code dovecot-sql.conf.ext} of this content, and waits for its sockets. */
    public static DovecotAuth start(Workspace workspace, String sql) throws IOException {
        Path folder = workspace.folder("dovecot");
        return start(workspace, folder, sql, DovecotConf.auth(folder));
    }

    /** Starts one with master users, each with the right to become whom {@code masters} says. */
    public static DovecotAuth startWithMasters(Workspace workspace, Database database, String passdb, String masters)
            throws IOException {
        Path folder = workspace.folder("dovecot");
        String userdb = "SELECT 5000 AS uid, 5000 AS gid, '/home' AS home";
        Files.writeString(folder.resolve("masters.conf"), DovecotConf.sql(database, masters, userdb));
        return start(workspace, folder, DovecotConf.sql(database, passdb, userdb), DovecotConf.authWithMasters(folder));
    }

    private static DovecotAuth start(Workspace workspace, Path folder, String sql, String conf) throws IOException {
        Files.writeString(folder.resolve("sql.conf"), sql);
        Path configuration = Files.writeString(folder.resolve("dovecot.conf"), conf);
        Daemon daemon = Daemon.start(
                folder.resolve("console"),
                Map.of(),
                List.of("/usr/sbin/dovecot", "-F", "-c", configuration.toString()));
        DovecotAuth dovecot = workspace.own(new DovecotAuth(folder, daemon));
        Wait.until("Dovecot listens", START_LIMIT, () -> Files.exists(dovecot.authUserdb()), dovecot::log);
        return dovecot;
    }

    /** The file that says what it asks the database. */
    public Path sqlFile() {
        return folder.resolve("sql.conf");
    }

    /** Where logins are asked. */
    public Path authClient() {
        return folder.resolve("run/auth-client");
    }

    /** Where users are asked. */
    public Path authUserdb() {
        return folder.resolve("run/auth-userdb");
    }

    /** What it wrote so far. */
    public String log() {
        try {
            return daemon.log() + Files.readString(folder.resolve("log"));
        } catch (IOException nothingYet) {
            return daemon.log();
        }
    }

    @Override
    public void close() {
        daemon.close();
    }
}
