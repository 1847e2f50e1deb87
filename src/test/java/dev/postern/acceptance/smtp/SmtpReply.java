package dev.postern.acceptance.smtp;

import dev.postern.acceptance.machine.LineSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an SMTP server said.
 *
 * @param code three digits
 * @param lines the text behind them, one entry per line
 */
public record SmtpReply(int code, List<String> lines) {

    /** The list is copied. */
    public SmtpReply {
        lines = List.copyOf(lines);
    }

    /** Whether one of its lines is {@code text}: an extension that EHLO announces, for instance. */
    public boolean has(String text) {
        return lines.contains(text);
    }

    /** Reads lines {@code ddd-text} up to and with {@code ddd text} (RFC 5321 4.2). */
    static SmtpReply read(LineSocket connection) throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = connection.read();
            lines.add(line.substring(Math.min(4, line.length())));
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }
}
