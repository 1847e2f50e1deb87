package dev.postern.dovecot.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.FixedContext;
import dev.postern.sasl.SaslMechanisms;
import java.util.Base64;
import java.util.List;

/** A session with its handshake done, spoken to in text. */
final class Connection {

    static final String ALICE = "resp=" + base64("\0alice@example.org\0secret");

    final AuthClientSession session;
    long now;

    Connection(SocketType type, int minor) {
        SaslMechanisms mechanisms = SaslMechanisms.offering(SaslMechanisms.known());
        AuthServer server = new AuthServer(type, mechanisms, new FixedContext(), 42);
        session = new AuthClientSession(server, 1, new ConnectionCookie(new byte[ConnectionCookie.LENGTH]));
        session.opened();
        assertThat(text(say("VERSION\t1\t" + minor + "\nCPID\t4711\n")))
                .matches(type == SocketType.LOGIN ? "(?s)MECH\t.*\nDONE\n" : "");
    }

    static Connection auth() {
        return new Connection(SocketType.AUTH, 2);
    }

    static Connection login() {
        return new Connection(SocketType.LOGIN, 2);
    }

    static String base64(String message) {
        return Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
    }

    List<AuthClientEffect> say(String lines) {
        return session.received(lines.getBytes(UTF_8), now);
    }

    /** Begins an exchange that leads to one step for the gateway. */
    AuthRequest begin(String line) {
        List<AuthClientEffect> effects = say(line + '\n');
        assertThat(effects).singleElement().isInstanceOf(Authenticate.class);
        return ((Authenticate) effects.get(0)).request();
    }

    String refuse(AuthRequest request) {
        return text(session.concluded(request, Outcome.Refused.of("alice@example.org")));
    }

    String grant(AuthRequest request, String... fields) {
        return text(session.concluded(request, new Outcome.Success("alice@example.org", Parameters.of(fields))));
    }

    String fail(AuthRequest request) {
        return text(session.concluded(request, new Outcome.Temporary("alice@example.org")));
    }

    /** The effects as one text: what is sent as it is, the others in angle brackets. */
    static String text(List<AuthClientEffect> effects) {
        StringBuilder text = new StringBuilder();
        for (AuthClientEffect effect : effects) {
            text.append(effect instanceof Send send ? new String(send.bytes(), UTF_8) : "<" + effect + ">");
        }
        return text.toString();
    }
}
