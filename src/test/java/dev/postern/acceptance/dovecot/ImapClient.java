package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.sasl.SaslDialog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/** One IMAP session (RFC 3501), a command and its replies at a time. */
public final class ImapClient implements AutoCloseable {
    private static final String TAG = "a";

    private final LineSocket connection;
    private final String greeting;

    /** Takes a connection whose server has not greeted yet. */
    public ImapClient(LineSocket connection) throws IOException {
        this.connection = connection;
        this.greeting = connection.read();
    }

    /** What the server said first: its capabilities, for instance. */
    public String greeting() {
        return greeting;
    }

    /** Goes on over TLS (STARTTLS). */
    public ImapClient startTls(SSLSocketFactory tls) throws IOException {
        String reply = status(command("STARTTLS"));
        if (!reply.startsWith("OK ")) {
            throw new AssertionError(reply);
        }
        connection.secure(tls);
        return this;
    }

    /** Logs in with the command LOGIN; its last reply, without the tag. */
    public String login(String user, String password) throws IOException {
        return status(command("LOGIN \"" + user + "\" \"" + UsedPasswords.use(password) + "\""));
    }

    /** Logs in with a mechanism; the last reply, without the tag. */
    public String authenticate(String mechanism, String user, String password) throws IOException {
        SaslDialog dialog = SaslDialog.of(mechanism, user, password);
        String line = connection.ask(TAG + " AUTHENTICATE " + mechanism);
        while (line.startsWith("+ ")) {
            line = connection.ask(dialog.answer(line.substring(2)));
        }
        while (!line.startsWith(TAG + " ")) {
            line = connection.read();
        }
        return line.substring(TAG.length() + 1);
    }

    /** Sends a command; all lines up to and with its last reply. */
    public List<String> command(String command) throws IOException {
        connection.send(TAG + " " + command);
        List<String> lines = new ArrayList<>();
        do {
            lines.add(connection.read());
        } while (!lines.get(lines.size() - 1).startsWith(TAG + " "));
        return lines;
    }

    private static String status(List<String> lines) {
        return lines.get(lines.size() - 1).substring(TAG.length() + 1);
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
