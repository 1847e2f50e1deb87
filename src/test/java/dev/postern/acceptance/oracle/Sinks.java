package dev.postern.acceptance.oracle;

import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.LmtpSink;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where mail goes, so that one can see which way it went.
 *
 * @param home what mail takes unless a map says otherwise
 * @param away what maps send mail to
 */
record Sinks(LmtpSink home, LmtpSink away) {

    static Sinks open(Workspace workspace) throws IOException {
        return new Sinks(workspace.own(LmtpSink.open()), workspace.own(LmtpSink.open()));
    }

    /** Puts the ports in their places. */
    String fillIn(String text) {
        return text.replace("{home}", "inet:127.0.0.1:" + home.port())
                .replace("{away}", "inet:127.0.0.1:" + away.port());
    }

    /** What came with this subject. */
    List<String> envelopes(String subject) {
        return Stream.concat(envelopes("home", home, subject), envelopes("away", away, subject))
                .sorted()
                .toList();
    }

    private static Stream<String> envelopes(String name, LmtpSink sink, String subject) {
        return sink.delivered(subject).stream()
                .map(delivery -> name + ": " + delivery.sender() + " -> " + delivery.recipient());
    }
}
