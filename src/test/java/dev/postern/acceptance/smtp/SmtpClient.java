package dev.postern.acceptance.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** One SMTP session, a command and its reply at a time. */
public final class SmtpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CRLF = "\r\n";

    private final Socket socket;
    private final BufferedReader reader;
    private final SmtpReply greeting;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.greeting = SmtpReply.read(reader);
    }

    /** Connects to 127.0.0.1 and reads the greeting. */
    public static SmtpClient connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new SmtpClient(socket);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** What the server said first. */
    public SmtpReply greeting() {
        return greeting;
    }

    /** Sends one line, and reads what it brings. */
    public SmtpReply send(String line) throws IOException {
        socket.getOutputStream().write((line + CRLF).getBytes(StandardCharsets.UTF_8));
        return SmtpReply.read(reader);
    }

    /** Says who it is. */
    public SmtpReply ehlo() throws IOException {
        return send("EHLO client.test");
    }

    /** Logs in with PLAIN (RFC 4616), as initial response. */
    public SmtpReply authPlain(String user, String password) throws IOException {
        return send("AUTH PLAIN " + base64("\0" + user + "\0" + password));
    }

    /** Logs in with LOGIN, in answer to two prompts; the reply that broke the dialog when there is none. */
    public SmtpReply authLogin(String user, String password) throws IOException {
        SmtpReply prompt = send("AUTH LOGIN");
        if (prompt.code() != 334) {
            return prompt;
        }
        prompt = send(base64(user));
        return prompt.code() == 334 ? send(base64(password)) : prompt;
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
        SmtpReply start = send("DATA");
        return start.code() == 354 ? send("Subject: " + subject + CRLF + CRLF + ".") : start;
    }

    /** Hangs up without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
