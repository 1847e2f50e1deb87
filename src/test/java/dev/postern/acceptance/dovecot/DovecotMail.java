package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Certificate;
import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Dovecot's IMAP, POP3, submission, ManageSieve and LMTP on the configuration of {@code deploy}, with no users and no passwords
 * of its own: it asks Postern. First {@link #in}, then Postern has to {@linkplain #listen listen}, then {@link #start}. Its
 * workspace stops it.
 */
public final class DovecotMail implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Layout layout;
    private final Map<String, String> folders = new HashMap<>();
    private final DovecotPorts ports = DovecotPorts.free();
    private final StringBuilder settings = new StringBuilder();

    @SuppressWarnings("NullAway.Init") // start() runs before anything can ask for it
    private Daemon daemon;

    private DovecotMail(Path folder, Layout layout) {
        this.folder = folder;
        this.layout = layout;
    }

    /** Prepares one; nothing runs yet. */
    public static DovecotMail in(Workspace workspace, Layout layout, Certificate certificate) throws IOException {
        Path folder = workspace.folder(layout.name().toLowerCase(Locale.ROOT));
        DovecotMail dovecot = new DovecotMail(folder, layout);
        dovecot.folders.put("/etc/dovecot/private", certificate.folder().toString());
        return dovecot.delivering(Files.createDirectories(folder.resolve("private")));
    }

    /** Where its LMTP socket for Postfix is: Postfix's folder {@code private}. */
    public DovecotMail delivering(Path postfixPrivate) {
        folders.put("/var/spool/postfix/private", postfixPrivate.toString());
        return this;
    }

    /**
     * Has everybody's mail lie in a folder instead of the homes, which lie where this machine has no folders; and be one
     * user's where Postern names none.
     */
    public DovecotMail mailIn(Path homes) {
        return set(Release.installed().mailIn(homes)).set("mail_uid = 5000\nmail_gid = 5000");
    }

    /** Has it take passwords without TLS, and leave it to Postern whether that is right. */
    public DovecotMail allowCleartext() {
        return set("ssl = yes\n" + Release.installed().cleartext());
    }

    /** Opens another port for IMAP, where it believes a proxy who somebody is (the PROXY protocol). */
    public DovecotMail believeProxies(int port) {
        return set("""
                haproxy_trusted_networks = 127.0.0.0/8
                service imap-login {
                  inet_listener proxied {
                    %s = 127.0.0.1
                    port = %d
                    haproxy = yes
                  }
                }
                """.formatted(Release.installed().address(), port));
    }

    /** Whether it tells Postern of who comes through such a proxy that the connection is in the clear. 2.4.1 does not. */
    public static boolean knowsThatProxiedIsNotSecured() {
        return Release.installed() == Release.V2_3;
    }

    /** Adds lines to its configuration. */
    public DovecotMail set(String lines) {
        settings.append(lines).append('\n');
        return this;
    }

    /** Has Postern listen where this Dovecot will ask, for those only who ask there. */
    public void listen(SampleGateway gateway) throws IOException {
        deployed().prepare();
        gateway.listen("auth-login", login(), "mode: \"0660\", group: dovenull")
                .listen("auth-master", master(), "mode: \"0600\"")
                .listen("auth-userdb", userdb(), "mode: \"0660\", group: dovecot");
    }

    /** Starts it, and waits until it listens. */
    public DovecotMail start(Workspace workspace) throws IOException {
        Path configuration = deployed().write("""

                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                hostname = mx.test
                %2$s%3$s""".formatted(folder, ports.text(), settings));
        daemon = Daemon.start(
                folder.resolve("console"),
                Map.of(),
                List.of("/usr/sbin/dovecot", "-F", "-c", configuration.toString()));
        workspace.own(this);
        Wait.until("Dovecot listens", START_LIMIT, () -> !daemon.isAlive() || ports.answer(), this::log);
        if (!daemon.isAlive()) {
            throw new AssertionError("Dovecot ended: " + log());
        }
        return this;
    }

    private Deployed deployed() {
        return new Deployed(folder, layout, folders);
    }

    /** Opens an IMAP session. */
    public ImapClient imap() throws IOException {
        return new ImapClient(LineSocket.connect(ports.imap()));
    }

    /** Opens a POP3 session. */
    public Pop3Client pop3() throws IOException {
        return new Pop3Client(LineSocket.connect(ports.pop3()));
    }

    /** Opens a ManageSieve session. */
    public SieveClient sieve() throws IOException {
        return new SieveClient(LineSocket.connect(ports.sieve()));
    }

    /** Opens a session of a mail program that wants to send. */
    public SmtpClient submission() throws IOException {
        return SmtpClient.connect(ports.submission());
    }

    /** Opens an LMTP session, and says who it is. */
    public SmtpClient lmtp() throws IOException {
        SmtpClient client = SmtpClient.connect(ports.lmtp());
        client.send("LHLO client.test");
        return client;
    }

    /** Its administration command, with its configuration. */
    public Doveadm doveadm() {
        return new Doveadm(folder.resolve("dovecot.conf"));
    }

    /** Where IMAP is. */
    public int imapPort() {
        return ports.imap();
    }

    /** Where IMAP over TLS is. */
    public int imapsPort() {
        return ports.imaps();
    }

    /** Where POP3 is. */
    public int pop3Port() {
        return ports.pop3();
    }

    /** Where submission is. */
    public int submissionPort() {
        return ports.submission();
    }

    /** Where logins are asked that are handed on. */
    public Path login() {
        return layout.login(folder);
    }

    /** Where they are taken over. */
    public Path master() {
        return folder.resolve("sockets/auth-master");
    }

    /** Where users are asked. */
    public Path userdb() {
        return folder.resolve("sockets/auth-userdb");
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
