package dev.postern.acceptance.dovecot;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;

/** One IMAP session (RFC 3501), a command and its replies at a time. Its mechanisms are the JDK's own. */
public final class ImapClient implements AutoCloseable {

    /** Postern gives an answer up after 2 s, and Dovecot holds some of its own back for as long. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String TAG = "a";

    private final Socket socket;
    private final BufferedReader reader;

    private ImapClient(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        readLine();
    }

    static ImapClient connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new ImapClient(socket);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Logs in with the command LOGIN; its last reply, without the tag. */
    public String login(String user, String password) throws IOException {
        return status(command("LOGIN \"" + user + "\" \"" + password + "\""));
    }

    /** Logs in with a mechanism that the JDK speaks; the last reply, without the tag. */
    public String authenticate(String mechanism, String user, String password) throws IOException {
        SaslClient sasl = Sasl.createSaslClient(
                new String[] {mechanism},
                null,
                "imap",
                "mx.test",
                Map.of(),
                callbacks -> answer(callbacks, user, password));
        send(TAG + " AUTHENTICATE " + mechanism);
        String line = readLine();
        while (line.startsWith("+ ")) {
            byte[] response = sasl.evaluateChallenge(Base64.getDecoder().decode(line.substring(2)));
            send(response == null ? "" : Base64.getEncoder().encodeToString(response));
            line = readLine();
        }
        while (!line.startsWith(TAG + " ")) {
            line = readLine();
        }
        return line.substring(TAG.length() + 1);
    }

    /** Sends a command; all lines up to and with its last reply. */
    public List<String> command(String command) throws IOException {
        send(TAG + " " + command);
        List<String> lines = new ArrayList<>();
        do {
            lines.add(readLine());
        } while (!lines.get(lines.size() - 1).startsWith(TAG + " "));
        return lines;
    }

    private static String status(List<String> lines) {
        return lines.get(lines.size() - 1).substring(TAG.length() + 1);
    }

    private static void answer(Callback[] callbacks, String user, String password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            } else if (callback instanceof RealmCallback realm) {
                realm.setText("");
            }
        }
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String readLine() throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new EOFException("the server closed the connection");
        }
        return line;
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
