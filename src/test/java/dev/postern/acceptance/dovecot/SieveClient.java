package dev.postern.acceptance.dovecot;

import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.sasl.SaslDialog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One ManageSieve session (RFC 5804). */
public final class SieveClient implements AutoCloseable {
    private final LineSocket connection;

    /** Takes a connection whose server has not greeted yet. */
    public SieveClient(LineSocket connection) throws IOException {
        this.connection = connection;
        reply();
    }

    /** Logs in with a mechanism; the last reply. */
    public String authenticate(String mechanism, String user, String password) throws IOException {
        SaslDialog dialog = SaslDialog.of(mechanism, user, password);
        String line = connection.ask("AUTHENTICATE \"" + mechanism + "\"");
        while (isString(line)) {
            line = connection.ask("\"" + dialog.answer(string(line)) + "\"");
        }
        return line;
    }

    /** Sends a command; all lines up to and with its last reply. */
    public List<String> command(String command) throws IOException {
        connection.send(command);
        return reply();
    }

    private List<String> reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = connection.read();
            lines.add(line);
        } while (!line.startsWith("OK") && !line.startsWith("NO") && !line.startsWith("BYE"));
        return lines;
    }

    private static boolean isString(String line) {
        return line.startsWith("\"") || line.startsWith("{");
    }

    /** A quoted string, or the line that follows the length of a literal. */
    private String string(String line) throws IOException {
        return line.startsWith("{") ? connection.read() : line.substring(1, line.length() - 1);
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
