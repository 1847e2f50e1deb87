package dev.postern.acceptance.smtp;

import dev.postern.acceptance.machine.LineSocket;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.sasl.SaslDialog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;

/** One SMTP session, a command and its reply at a time. */
public final class SmtpClient implements AutoCloseable {
    private static final String CRLF = "\r\n";

    private final LineSocket connection;
    private final SmtpReply greeting;

    private SmtpClient(LineSocket connection) throws IOException {
        this.connection = connection;
        this.greeting = SmtpReply.read(connection);
    }

    /** Connects to 127.0.0.1 and reads the greeting. */
    public static SmtpClient connect(int port) throws IOException {
        return greeted(LineSocket.connect(port));
    }

    /** As {@link #connect}, from an address that the server does not take for its own. */
    public static SmtpClient connectAsStranger(int port) throws IOException {
        return greeted(LineSocket.connectAsStranger(port));
    }

    private static SmtpClient greeted(LineSocket connection) throws IOException {
        try {
            return new SmtpClient(connection);
        } catch (IOException failure) {
            connection.close();
            throw failure;
        }
    }

    /** What the server said first. */
    public SmtpReply greeting() {
        return greeting;
    }

    /** Sends one line, and reads what it brings. */
    public SmtpReply send(String line) throws IOException {
        connection.send(line);
        return SmtpReply.read(connection);
    }

    /** Says who it is. */
    public SmtpReply ehlo() throws IOException {
        return send("EHLO client.test");
    }

    /** Goes on over TLS (STARTTLS); the reply of the server to EHLO over it. */
    public SmtpReply startTls(SSLSocketFactory tls) throws IOException {
        SmtpReply reply = send("STARTTLS");
        if (reply.code() != 220) {
            return reply;
        }
        connection.secure(tls);
        return ehlo();
    }

    /** Logs in with a mechanism, step by step; the last reply. */
    public SmtpReply auth(String mechanism, String user, String password) throws IOException {
        SaslDialog dialog = SaslDialog.of(mechanism, user, password);
        SmtpReply reply = send("AUTH " + mechanism);
        while (reply.code() == 334) {
            reply = send(dialog.answer(reply.lines().get(0)));
        }
        return reply;
    }

    /** Logs in with PLAIN (RFC 4616), as initial response. */
    public SmtpReply authPlain(String user, String password) throws IOException {
        return send("AUTH PLAIN " + base64("\0" + user + "\0" + UsedPasswords.use(password)));
    }

    /** Logs in with LOGIN, in answer to two prompts; the reply that broke the dialog when there is none. */
    public SmtpReply authLogin(String user, String password) throws IOException {
        SmtpReply prompt = send("AUTH LOGIN");
        if (prompt.code() != 334) {
            return prompt;
        }
        prompt = send(base64(user));
        return prompt.code() == 334 ? send(base64(UsedPasswords.use(password))) : prompt;
    }

    /** Begins a message. */
    public SmtpReply mailFrom(String sender) throws IOException {
        return send("MAIL FROM:<" + sender + ">");
    }

    /** Adds a recipient. */
    public SmtpReply rcptTo(String recipient) throws IOException {
        return send("RCPT TO:<" + recipient + ">");
    }

    /** Sends a message that has nothing but a subject. */
    public SmtpReply data(String subject) throws IOException {
        return data(subject, "");
    }

    /** Sends a message; no line of its text begins with a dot. */
    public SmtpReply data(String subject, String text) throws IOException {
        SmtpReply start = send("DATA");
        return start.code() == 354 ? send("Subject: " + subject + CRLF + CRLF + text + CRLF + ".") : start;
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
