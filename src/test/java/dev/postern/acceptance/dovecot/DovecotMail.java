package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Dovecot's IMAP, POP3 and LMTP, with no users and no passwords of its own: it asks Postern. First {@link #in}, then Postern has
 * to {@linkplain #listen listen}, then {@link #start}. Its workspace stops it.
 */
public final class DovecotMail implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Layout layout;
    private final int imapPort = Ports.free();
    private final int pop3Port = Ports.free();
    private final int lmtpPort = Ports.free();

    @SuppressWarnings("NullAway.Init") // start() runs before anything can ask for it
    private Daemon daemon;

    private DovecotMail(Path folder, Layout layout) {
        this.folder = folder;
        this.layout = layout;
    }

    /** Prepares one; nothing runs yet. */
    public static DovecotMail in(Workspace workspace, Layout layout) throws IOException {
        Path folder = workspace.folder(layout.name().toLowerCase(Locale.ROOT));
        DovecotMail dovecot = new DovecotMail(folder, layout);
        Files.createDirectories(dovecot.login().getParent());
        Files.createDirectories(dovecot.master().getParent());
        return dovecot;
    }

    /** Has Postern listen where this Dovecot will ask, for those only who ask there. */
    public void listen(SampleGateway gateway) {
        gateway.listen("auth-login", login(), "mode: \"0660\", group: dovenull")
                .listen("auth-master", master(), "mode: \"0600\"")
                .listen("auth-userdb", userdb(), "mode: \"0660\", group: dovecot");
    }

    /** Starts it, and waits until it listens. */
    public DovecotMail start(Workspace workspace) throws IOException {
        Files.writeString(folder.resolve("postern.conf"), layout.configuration(folder));
        Path configuration = Files.writeString(
                folder.resolve("dovecot.conf"), DovecotConf.mail(folder, imapPort, pop3Port, lmtpPort));
        daemon = Daemon.start(
                folder.resolve("console"),
                Map.of(),
                List.of("/usr/sbin/dovecot", "-F", "-c", configuration.toString()));
        workspace.own(this);
        Wait.until(
                "Dovecot listens",
                START_LIMIT,
                () -> Ports.answers(imapPort) && Ports.answers(pop3Port) && Ports.answers(lmtpPort),
                this::log);
        return this;
    }

    /** Opens an IMAP session. */
    public ImapClient imap() throws IOException {
        return ImapClient.connect(imapPort);
    }

    /** Logs in over POP3 with USER and PASS (RFC 1939); the reply to the latter. */
    public String pop3Login(String user, String password) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pop3Port)) {
            socket.setSoTimeout((int) ImapClient.PATIENCE.toMillis());
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String reply = reader.readLine();
            for (String line : List.of("USER " + user, "PASS " + password)) {
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                reply = reader.readLine();
            }
            return String.valueOf(reply);
        }
    }

    /** Opens an LMTP session, and says who it is. */
    public SmtpClient lmtp() throws IOException {
        SmtpClient client = SmtpClient.connect(lmtpPort);
        client.send("LHLO client.test");
        return client;
    }

    /** Where logins are asked that are handed on. */
    public Path login() {
        return layout.login(folder);
    }

    /** Where they are taken over. */
    public Path master() {
        return layout.master(folder);
    }

    /** Where users are asked. */
    public Path userdb() {
        return layout.userdb(folder);
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
