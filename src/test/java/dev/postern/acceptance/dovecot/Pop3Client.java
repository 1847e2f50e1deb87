package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.sasl.SaslDialog;
import java.io.IOException;

/** One POP3 session (RFC 1939, RFC 5034): logging in. */
public final class Pop3Client implements AutoCloseable {
    private final LineSocket connection;

    /** Takes a connection whose server has not greeted yet. */
    public Pop3Client(LineSocket connection) throws IOException {
        this.connection = connection;
        connection.read();
    }

    /** Logs in with USER and PASS; the reply to the latter. */
    public String login(String user, String password) throws IOException {
        connection.ask("USER " + user);
        return connection.ask("PASS " + UsedPasswords.use(password));
    }

    /** Logs in with a mechanism; the last reply. */
    public String authenticate(String mechanism, String user, String password) throws IOException {
        SaslDialog dialog = SaslDialog.of(mechanism, user, password);
        String line = connection.ask("AUTH " + mechanism);
        while (line.startsWith("+ ")) {
            line = connection.ask(dialog.answer(line.substring(2)));
        }
        return line;
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
