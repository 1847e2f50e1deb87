package dev.postern.acceptance.outage;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.smtp.LmtpSink;
import dev.postern.acceptance.smtp.SmtpClient;
import dev.postern.gateway.directory.sql.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole site to break: Postfix takes mail and logins on Postern's word and delivers to a sink; Postern asks its database
 * over a wire, and over a second one when the first refuses connections.
 */
final class FaultSite {

    /** Postern's promise is 5 s; the rest is for a busy machine's Postfix. */
    static final Duration RECOVERY_LIMIT = Duration.ofSeconds(5 + 5);

    static final String PASSWORD = "pw";

    static final String ANNOUNCED = "origin";
    static final String UNSEEN = "replica";

    /** How Postern's URL calls its database. */
    private static final String NAME = "db.site.test";

    private static final String NO_NAMES = "127.0.0.1 localhost\n";
    private static final AtomicInteger PASSWORDS = new AtomicInteger();
    private static final AtomicInteger USERS = new AtomicInteger();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    final Database database;
    final Wire wire;
    final Wire second;
    final SampleGateway gateway;
    final Doveadm doveadm;
    final LmtpSink sink;

    /** The names that Postern's JVM knows: it asks no other resolver. */
    private final Path hosts;

    private String queryTimeout = "1s";
    private String rolePassword = "";

    @SuppressWarnings("NullAway.Init") // start() runs before anything can ask for it
    private Postern postern;

    @SuppressWarnings("NullAway.Init") // as above
    private Submission submission;

    /** Prepares it; nothing runs yet but its database and its sink. */
    FaultSite(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        database.demandPassword();
        wire = workspace.own(new Wire(database.server().port()));
        second = workspace.own(new Wire(database.server().port()));
        sink = workspace.own(LmtpSink.open());
        second.close(true);
        String both = wire.url(database.name()).replaceFirst("(127\\.0\\.0\\.1:\\d+)", "$1," + second.hostAndPort());
        gateway = SampleGateway.of(workspace, both.replace("127.0.0.1", NAME));
        hosts = workspace.write("hosts", NO_NAMES);
        nameDatabase();
        doveadm = Doveadm.in(workspace);
        changePassword();
    }

    /** Has questions wait for the database as long as a request may take whose refusal is held back for a second. */
    FaultSite patient() {
        queryTimeout = "6s";
        return this;
    }

    /** Has it keep a snapshot. */
    void keeping(Path snapshot) {
        gateway.more("cache: {snapshot: " + snapshot + "}");
    }

    /** Starts what takes mail and logins. */
    FaultSite start(Workspace workspace) throws IOException {
        configurePassword();
        startPostern(Map.of());
        postern.awaitReady();
        submission = Submission.start(mailServer(workspace, "mta"), "unix:" + gateway.authClient());
        return this;
    }

    /** Takes mail from those who have logged in, and from everybody for its own users. */
    Submission submission() {
        return submission;
    }

    /** The process that serves now. */
    Postern postern() {
        return postern;
    }

    /** Starts another where the one before has ended. */
    void startPostern(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts);
        postern = gateway.start(all);
    }

    /** Has the database's name resolve. */
    void nameDatabase() throws IOException {
        Files.writeString(hosts, NO_NAMES + "127.0.0.1 " + NAME + "\n");
    }

    /** Has it not resolve any more. */
    void unnameDatabase() throws IOException {
        Files.writeString(hosts, NO_NAMES);
    }

    /** Ends it without a warning, and starts another. */
    void killPostern() throws IOException {
        postern.kill();
        startPostern(Map.of());
    }

    /**
     * A mail server that takes no logins: one that does ends an smtpd that finds nobody to ask, and its master waits for a
     * minute.
     */
    Postfix inbound(Workspace workspace) throws IOException {
        return mailServer(workspace, "inbound").start();
    }

    /** Mail that has to wait is tried again at once, or a test would have to wait as well. */
    Postfix mailServer(Workspace workspace, String name) throws IOException {
        return Postfix.in(workspace, name)
                .set("virtual_mailbox_domains", gateway.socketmap("virtual-domains"))
                .set("virtual_mailbox_maps", gateway.socketmap("virtual-mailboxes"))
                .set("virtual_alias_maps", gateway.socketmap("virtual-aliases"))
                .set("transport_maps", gateway.socketmap("transport"))
                .set("virtual_transport", "lmtp:inet:127.0.0.1:" + sink.port())
                .set("queue_run_delay", "1s")
                .set("minimal_backoff_time", "1s")
                .set("maximal_backoff_time", "2s");
    }

    /** A user of whom nobody has heard, so that no cache knows. */
    String newUser() {
        String user = "fault" + USERS.incrementAndGet() + "@snorl.ax";
        add(user, ANNOUNCED);
        return user;
    }

    /**
     * Adds a user.
     *
     * @param role {@link #ANNOUNCED}, or {@link #UNSEEN} for one of whom no trigger tells
     */
    void add(String user, String role) {
        // The embedded server acknowledges before it writes, unless told otherwise: a crash would lose the user.
        database.execute("SET synchronous_commit = on; SET session_replication_role = " + role
                + "; INSERT INTO users (userid, password, uid, gid, home) VALUES ('" + user + "', '{PLAIN}" + PASSWORD
                + "', 5000, 5000, 'snorl.ax/mails/new')");
    }

    /** Changes the database itself. */
    void alter(String what) {
        database.execute("ALTER DATABASE " + database.name() + " " + what);
    }

    /** Gives Postern's role another password, of which nobody tells Postern. */
    void changePassword() {
        rolePassword = UsedPasswords.use("role-password-" + PASSWORDS.incrementAndGet());
        database.execute("ALTER ROLE " + Database.READER + " PASSWORD '" + rolePassword + "'");
    }

    /** Has the next configuration hold the role's password. */
    private void configurePassword() {
        gateway.database("queryTimeout: " + queryTimeout + "\n  password: " + rolePassword);
    }

    /** What an operator does then. */
    void tellPassword() throws IOException {
        configurePassword();
        postern.reload(gateway.yaml());
    }

    /** Ends Postern's connections. */
    void endConnections() {
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND usename = '" + Database.READER + "'");
    }

    /**
     * The same user under an address that nobody has used yet: an smtpd repeats what it knows of the last one, though it
     * be a failure.
     */
    static String anew(String user) {
        return user.replace("@", "+" + ADDRESSES.incrementAndGet() + "@");
    }

    /** What Postfix says to mail for a user. */
    int rcpt(String user) throws IOException {
        try (SmtpClient client = submission.postfix().connect()) {
            client.ehlo();
            client.mailFrom("sender@example.org");
            return client.rcptTo(anew(user)).code();
        }
    }

    /** What Postfix says to the right password. */
    int login(String user) throws IOException {
        return submission.plain(user, PASSWORD);
    }

    /** What {@code doveadm user} says: its exit code. */
    int userdb(String user) {
        return doveadm.user(gateway.authUserdb(), user).exit();
    }

    /** Announces a change, on which nothing depends. */
    void announce() {
        database.execute("NOTIFY postern, '{\"v\": 1, \"of\": [\"nothing\"], \"keys\": [\"nobody\"]}'");
    }

    /** How many changes Postern has heard of. */
    double heard() throws IOException {
        return postern.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("postern_announcements_received_total{names=\"keys\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits until nothing is missing any more. */
    void awaitRecovery(String user) {
        Wait.until("mail is taken again", RECOVERY_LIMIT, () -> rcpt(user) == 250, () -> postern.log());
        Wait.until("logins work again", RECOVERY_LIMIT, () -> login(user) == 235, () -> postern.log());
        Wait.until("users are found again", RECOVERY_LIMIT, () -> userdb(user) == 0, () -> postern.log());
    }
}
