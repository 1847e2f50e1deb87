package dev.postern.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The sample site, ready to be served: its database runs, and its configuration says where it is. */
public final class DemoSite implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int AUTH_PORT = 4523;
    private static final int SOCKETMAP_PORT = 4524;
    private static final int TCP_TABLE_PORT = 4525;
    private static final int HTTP_PORT = 4580;

    private final DemoFolder folder;
    private final DemoDatabase database;

    private DemoSite(DemoFolder folder, DemoDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * Starts the site's database.
     *
     * @param wanted where the run's files and sockets go; a short folder is used instead where this one's path is too
     *     long for sockets
     * @throws IOException in one line: a taken port, another demo that runs, a server that does not start
     */
    public static DemoSite start(Path wanted) throws IOException {
        for (int port : new int[] {AUTH_PORT, SOCKETMAP_PORT, TCP_TABLE_PORT, HTTP_PORT}) {
            requireFree(port);
        }
        DemoFolder folder = DemoFolder.take(wanted);
        try {
            return new DemoSite(folder, DemoDatabase.start(folder.path()));
        } catch (IOException | SQLException | RuntimeException failed) {
            folder.close();
            throw new IOException(
                    "the embedded PostgreSQL does not start: " + failed.getMessage() + hintForRoot(), failed);
        }
    }

    /** For root the library wraps the server into a user namespace, if it can make one. */
    private static String hintForRoot() {
        return "root".equals(System.getProperty("user.name"))
                ? "; PostgreSQL refuses to run as root, and containers often forbid the user namespace that would"
                        + " hide it: try as another user"
                : "";
    }

    /** Whether sockets can be bound below {@code folder}, or another one will be used. */
    public static boolean fits(Path folder) {
        return DemoFolder.fits(folder);
    }

    /**
     * Writes the configuration of what is served: a file as an operator would write it, to be read and copied.
     *
     * @return where it stands
     */
    public Path writeConfig() throws IOException {
        String yaml = """
                # The demo's configuration. Written anew at each start.
                database:
                  url: %s
                  username: %s
                schema: views
                listeners:
                  - {protocol: socketmap,   address: "inet:127.0.0.1:%d"}
                  - {protocol: tcp-table,   address: "inet:127.0.0.1:%d", map: virtual-aliases}
                  - {protocol: auth-client, address: "inet:127.0.0.1:%d"}
                  - {protocol: socketmap,   address: "unix:%s", mode: "0666"}
                  - {protocol: auth-client, address: "unix:%s", mode: "0666"}
                  - {protocol: auth-userdb, address: "unix:%s", mode: "0777"}
                cache: {maxBytes: 8MiB}
                http: {address: "127.0.0.1:%d"}
                """.formatted(
                        database.url(),
                        database.username(),
                        SOCKETMAP_PORT,
                        TCP_TABLE_PORT,
                        AUTH_PORT,
                        folder.socket("socketmap"),
                        folder.socket("auth-client"),
                        folder.socket("auth-userdb"),
                        HTTP_PORT);
        return Files.writeString(folder.path().resolve("postern.yaml"), yaml);
    }

    /** What to try, and what to expect. */
    public String instructions() {
        String socketmap = "socketmap:inet:" + LOOPBACK + ":" + SOCKETMAP_PORT + ":";
        String unixmap = "socketmap:unix:" + folder.socket("socketmap") + ":";
        return """
                Postern serves the sample site snorl.ax. Press Ctrl-C to stop.

                  logins   user@snorl.ax   user-pw    ({SHA512-CRYPT})
                           user2@snorl.ax  user2-pw   ({ARGON2ID})
                           user3@snorl.ax  user3-pw   ({PLAIN})
                  alias    kim@snorl.ax -> user@snorl.ax

                Try in another terminal:                                                        and expect:

                """
                + line("postmap -q snorl.ax " + socketmap + "virtual-domains", "dummy")
                + line("postmap -q user@snorl.ax " + socketmap + "virtual-mailboxes", "snorl.ax/mails/user/")
                + line("postmap -q Kim+x@Snorl.AX " + socketmap + "virtual-aliases", "user+x@snorl.ax")
                + line("postmap -q nobody@snorl.ax " + socketmap + "virtual-aliases", "(nothing, exit 1)")
                + line("postmap -q kim@snorl.ax tcp:" + LOOPBACK + ":" + TCP_TABLE_PORT, "user@snorl.ax")
                + line("postmap -q kim@snorl.ax " + unixmap + "sender-logins", "user@snorl.ax")
                + line(
                        "doveadm auth test -a " + folder.socket("auth-client") + " user@snorl.ax user-pw",
                        "auth succeeded")
                + line(
                        "doveadm auth test -a " + folder.socket("auth-client") + " user@snorl.ax wrong",
                        "auth failed, exit 77")
                + line("doveadm user -u -a " + folder.socket("auth-userdb") + " user2@snorl.ax", "uid, gid, home")
                + line("curl http://" + LOOPBACK + ":" + HTTP_PORT + "/health/ready", "database: up")
                + line(database.psql(), "the rows; change some")
                + "\nFor Postfix: smtpd_sasl_type = dovecot, smtpd_sasl_path = inet:" + LOOPBACK + ":" + AUTH_PORT
                + "\n";
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            database.close();
        }
    }

    private static String line(String command, String expected) {
        return String.format("  %-110s  %s%n", command, expected);
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new IOException(
                    "inet:" + LOOPBACK + ":" + port + ": the port is taken; stop what listens there", taken);
        }
    }
}
