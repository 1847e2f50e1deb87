package dev.postern.acceptance.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client of an {@link LmtpSink}. */
final class LmtpSession {
    private static final String SUBJECT = "Subject: ";

    private final Socket socket;
    private final BufferedReader reader;
    private final Consumer<List<Delivery>> deliveries;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    LmtpSession(Socket socket, Consumer<List<Delivery>> deliveries) throws IOException {
        this.socket = socket;
        this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.deliveries = deliveries;
    }

    /** Serves it until it hangs up. */
    void run() throws IOException {
        say("220 sink.test LMTP");
        String line = reader.readLine();
        while (line != null) {
            answer(line);
            line = reader.readLine();
        }
    }

    private void answer(String line) throws IOException {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "LHLO" -> say("250-sink.test\r\n250-8BITMIME\r\n250 SMTPUTF8");
            case "MAIL" -> {
                sender = address(line);
                recipients.clear();
                say("250 ok");
            }
            case "RCPT" -> {
                recipients.add(address(line));
                say("250 ok");
            }
            case "DATA" -> take();
            case "QUIT" -> say("221 bye");
            default -> say("250 ok");
        }
    }

    /** One reply for each recipient: that is what LMTP is for. */
    private void take() throws IOException {
        say("354 go on");
        String subject = readSubject();
        deliveries.accept(recipients.stream()
                .map(recipient -> new Delivery(sender, recipient, subject))
                .toList());
        for (String recipient : recipients) {
            say("250 kept for " + recipient);
        }
    }

    private String readSubject() throws IOException {
        String subject = "";
        for (String line = message(); line != null; line = message()) {
            if (subject.isEmpty() && line.startsWith(SUBJECT)) {
                subject = line.substring(SUBJECT.length());
            }
        }
        return subject;
    }

    /** The next line of the message; null after its end. */
    private @Nullable String message() throws IOException {
        String line = reader.readLine();
        return ".".equals(line) ? null : line;
    }

    /** What stands between the angle brackets; a quoted local part may hold one, too. */
    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.lastIndexOf('>'));
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
