package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.dovecot.client.AuthClientEffect;
import dev.postern.dovecot.client.AuthClientEffect.Authenticate;
import dev.postern.dovecot.client.AuthClientEffect.Cancelled;
import dev.postern.dovecot.client.AuthClientEffect.Close;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.client.AuthClientSession;
import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.AuthServer;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.FixedContext;
import dev.postern.sasl.SaslMechanisms;
import dev.postern.sasl.SaslStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A gateway around one session, which keeps some steps back and checks what comes out. */
final class AuthClientHost {

    /** As many as the protocol module says of open requests. */
    private static final int MAX_OPEN = 1_024;

    /** Names that want to break out of their line. */
    private static final String NASTY = "a\tb\nOK\t1\tuser=c\r\0\u0001";

    private final AuthClientSession session;
    private final StringBuilder said = new StringBuilder();
    private final Set<AuthRequest> waiting = new HashSet<>();
    private final Deque<AuthRequest> kept = new ArrayDeque<>();

    /** Whom the client has spoiled, in the same piece perhaps: its final line comes without the host's doing, if at all. */
    private final Set<AuthRequest> spoiled = new HashSet<>();

    private boolean over;
    private boolean closed;

    AuthClientHost(SocketType type) {
        SaslMechanisms mechanisms = SaslMechanisms.offering(SaslMechanisms.known());
        AuthServer server = new AuthServer(type, mechanisms, new FixedContext("d.test"), 42);
        session = new AuthClientSession(server, 1, new ConnectionCookie(new byte[ConnectionCookie.LENGTH]));
        perform(session.opened());
    }

    void receive(byte[] chunk) {
        perform(session.received(chunk, 0));
    }

    /** Answers what it has kept back, ends the connection, and returns all that it said. */
    String end() {
        while (!kept.isEmpty()) {
            conclude(kept.remove());
        }
        int open = waiting.size();
        List<AuthClientEffect> effects = session.closed();
        perform(effects);
        assertThat(waiting).as("%d were open when the connection ended", open).isEmpty();
        return said.toString();
    }

    /**
     * Whoever closes is dead as soon as it has said so, and hears no answer to what it has asked before. An answer may
     * close while the effects of what came before it are still being carried out: what they say is dropped.
     */
    private void perform(List<AuthClientEffect> effects) {
        assertThatNothingFollowsTheEnd(effects);
        over |= effects.stream().anyMatch(Close.class::isInstance);
        for (AuthClientEffect effect : effects) {
            if (effect instanceof Cancelled cancelled) {
                spoiled.add(cancelled.request());
            }
        }
        for (AuthClientEffect effect : effects) {
            if (effect instanceof Send send && !closed) {
                said.append(new String(send.bytes(), ISO_8859_1));
            } else if (effect instanceof Authenticate authenticate) {
                authenticate(authenticate);
            } else if (effect instanceof Cancelled cancelled) {
                waiting.remove(cancelled.request());
            } else if (effect instanceof Close close) {
                assertThat(closed).as("closed twice").isFalse();
                closed = true;
                said.append(close).append('\n');
            }
        }
    }

    private void assertThatNothingFollowsTheEnd(List<AuthClientEffect> effects) {
        boolean ended = over;
        for (AuthClientEffect effect : effects) {
            assertThat(ended && effect instanceof Send)
                    .as("something is said behind the end")
                    .isFalse();
            ended |= effect instanceof Close;
        }
    }

    /** Which steps are kept back follows from the id, so that it does not depend on how the bytes were cut. */
    private void authenticate(Authenticate effect) {
        AuthRequest request = effect.request();
        if (waiting.add(request)) {
            assertThat(waiting).hasSizeLessThanOrEqualTo(MAX_OPEN);
        }
        if (effect.step() instanceof SaslStep.NeedCredentials) {
            waiting.remove(request); // it may be its client's turn now, who may spoil it
            perform(session.credentials(request, new Credentials.None()));
        } else if (request.id() % 3 == 0) {
            kept.add(request);
        } else {
            judge(request, effect.step());
        }
    }

    private void judge(AuthRequest request, SaslStep.ForHost step) {
        if (step instanceof SaslStep.VerifyPassword && request.id() % 2 == 0) {
            waiting.remove(request);
            perform(session.concluded(request, new Outcome.Success(NASTY, Parameters.of("k=" + NASTY, "nologin"))));
        } else {
            conclude(request);
        }
    }

    private void conclude(AuthRequest request) {
        boolean awaited = waiting.remove(request) && !over && !spoiled.contains(request);
        int before = said.length();
        perform(session.concluded(request, outcome(request)));
        assertThat(said.length() > before).as("%s has its final line", request).isEqualTo(awaited);
        before = said.length();
        perform(session.concluded(request, outcome(request)));
        assertThat(said.length()).as("%s has one final line", request).isEqualTo(before);
    }

    private static Outcome outcome(AuthRequest request) {
        return request.id() % 5 == 0 ? new Outcome.Temporary(NASTY) : Outcome.Refused.of(NASTY);
    }
}
