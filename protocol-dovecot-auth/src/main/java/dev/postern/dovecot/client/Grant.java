package dev.postern.dovecot.client;

import dev.postern.dovecot.client.Outcome.Code;
import dev.postern.dovecot.client.Outcome.Refused;
import dev.postern.dovecot.client.Outcome.Success;
import dev.postern.dovecot.client.Outcome.Temporary;
import dev.postern.dovecot.wire.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a success can be told to its client without letting in somebody who is to be kept out.
 *
 * <ul>
 *   <li>A client that reads no fields (it said {@code nologin}) would let in a user who is disabled or lives elsewhere:
 *       a refusal.
 *   <li>Dovecot 2.3 sees {@code nologin} and {@code proxy} as bare words only, and logs in locally whoever has them with
 *       a value: they are written as bare words.
 *   <li>Dovecot 2.3's imap-login crashes on a {@code proxy} without {@code host=}, without an IP address in it or in
 *       {@code hostip=}, or without {@code pass=}: a temporary failure.
 *   <li>{@code pass=} has no business outside of a login socket.
 * </ul>
 */
final class Grant {

    /** What the session itself writes, or what only a FAIL has. */
    private static final Set<String> OURS = Set.of("user", "resp", "code");

    private static final Set<String> BARE = Set.of("nologin", "proxy");

    private Grant() {}

    /** The outcome to be told: the same success with its fields in order, or what takes its place. */
    static Outcome check(SocketType socket, AuthRequest request, Success success) {
        Parameters fields = success.fields();
        boolean sentAway = fields.has("nologin") || fields.has("proxy");
        if (sentAway && request.authenticationOnly()) {
            return new Refused(
                    success.user(), Code.USER_DISABLED, fields.value("reason").orElse(""));
        }
        if (fields.has("proxy") && !isWhole(socket, fields)) {
            return new Temporary(success.user());
        }
        return fields.fields().isEmpty() ? success : new Success(success.user(), cleaned(socket, fields));
    }

    private static boolean isWhole(SocketType socket, Parameters fields) {
        Optional<String> host = fields.value("host").filter(name -> !name.isEmpty());
        Optional<String> ip =
                fields.value("hostip").filter(address -> !address.isEmpty()).or(() -> host);
        boolean reachable = host.isPresent() && IpAddress.isLiteral(ip.orElse(""));
        return reachable && (socket == SocketType.AUTH || fields.value("pass").isPresent());
    }

    private static Parameters cleaned(SocketType socket, Parameters fields) {
        List<String> cleaned = new ArrayList<>();
        for (String field : fields.fields()) {
            String name = name(field);
            if (BARE.contains(name)) {
                cleaned.add(name);
            } else if (!OURS.contains(name) && (socket == SocketType.LOGIN || !name.equals("pass"))) {
                cleaned.add(field);
            }
        }
        return new Parameters(cleaned);
    }

    private static String name(String field) {
        int value = field.indexOf('=');
        return value < 0 ? field : field.substring(0, value);
    }
}
