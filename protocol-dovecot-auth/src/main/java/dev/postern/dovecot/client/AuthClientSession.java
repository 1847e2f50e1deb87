package dev.postern.dovecot.client;

import dev.postern.dovecot.client.AuthClientEffect.Manner;
import dev.postern.dovecot.client.AuthClientEffect.Send;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.sasl.Credentials;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection of an auth client. The gateway tells it what happens and carries out, in order, the effects that each
 * call returns. Times are nanoseconds of any clock that does not jump. Not thread-safe.
 */
public final class AuthClientSession {

    private enum Phase {
        /** VERSION has to come. */
        VERSION,
        /** CPID has to come. */
        CPID,
        /** Requests may come. */
        READY
    }

    private final AuthServer server;
    private final long cuid;
    private final ConnectionCookie cookie;
    private final LineDecoder decoder = new LineDecoder(LineDecoder.AUTH_LINE);
    private final List<AuthClientEffect> effects = new ArrayList<>();
    private final Exchanges exchanges;
    private Phase phase = Phase.VERSION;

    /**
     * A connection that has just been accepted.
     *
     * @param cuid a number of its own
     * @param cookie a secret of its own
     */
    public AuthClientSession(AuthServer server, long cuid, ConnectionCookie cookie) {
        this.server = server;
        this.cuid = cuid;
        this.cookie = cookie;
        this.exchanges = new Exchanges(server, effects);
    }

    /** The connection stands. */
    public List<AuthClientEffect> opened() {
        effects.add(new Send(server.opening(cuid, cookie)));
        return take();
    }

    /** Bytes came in. They are read at once; the array may be used again when the call returns. */
    public List<AuthClientEffect> received(byte[] bytes, long now) {
        if (exchanges.isOver()) {
            return List.of();
        }
        decoder.feed(bytes, 0, bytes.length);
        try {
            for (Line line = decoder.next(); line != null && !exchanges.isOver(); line = decoder.next()) {
                obey(ClientCommand.parse(line), now);
            }
        } catch (ProtocolException broken) {
            exchanges.end(Manner.ORDERLY, broken.reason().text());
        }
        return take();
    }

    /**
     * What became of a request whose step was to be carried out; of no effect if it comes too late.
     *
     * @throws IllegalStateException at a success that follows neither a verified password nor a proof
     */
    public List<AuthClientEffect> concluded(AuthRequest request, Outcome outcome) {
        exchanges.conclude(request, outcome);
        return take();
    }

    /** The credentials that a request needed; of no effect if they come too late. */
    public List<AuthClientEffect> credentials(AuthRequest request, Credentials credentials) {
        exchanges.credentials(request, credentials);
        return take();
    }

    /** Time has passed; to be told every few seconds while {@link #hasOpenExchanges}. */
    public List<AuthClientEffect> tick(long now) {
        exchanges.expire(now);
        return take();
    }

    /** The connection is gone, whoever closed it. */
    public List<AuthClientEffect> closed() {
        exchanges.abandon();
        return take();
    }

    /** Tells whether a request waits for its final line. */
    public boolean hasOpenExchanges() {
        return exchanges.areOpen();
    }

    private void obey(ClientCommand command, long now) throws ProtocolException {
        switch (phase) {
            case VERSION -> shakeHands(command);
            case CPID -> {
                exchanges.setClientPid(require(ClientCommand.Cpid.class, command, Reason.CPID_MISSING)
                        .pid());
                phase = Phase.READY;
            }
            case READY -> serve(command, now);
        }
    }

    private void shakeHands(ClientCommand command) throws ProtocolException {
        ClientCommand.Version version = require(ClientCommand.Version.class, command, Reason.VERSION_MISSING);
        if (version.major() != AuthServer.VERSION.major()) {
            throw new ProtocolException(Reason.VERSION_UNSUPPORTED);
        }
        exchanges.setClientMinor(version.minor());
        byte[] answer = server.answerTo(version.minor(), cuid, cookie);
        if (answer.length > 0) {
            effects.add(new Send(answer));
        }
        phase = Phase.CPID;
    }

    private static <T> T require(Class<T> type, ClientCommand command, Reason otherwise) throws ProtocolException {
        if (!type.isInstance(command)) {
            throw new ProtocolException(otherwise);
        }
        return type.cast(command);
    }

    private void serve(ClientCommand command, long now) throws ProtocolException {
        if (command instanceof ClientCommand.Auth auth) {
            exchanges.begin(auth, now);
        } else if (command instanceof ClientCommand.Cont cont) {
            exchanges.goOn(cont);
        } else if (command instanceof ClientCommand.Cancel cancel) {
            exchanges.cancel(cancel.id());
        } else {
            throw new ProtocolException(Reason.UNKNOWN_COMMAND);
        }
    }

    private List<AuthClientEffect> take() {
        List<AuthClientEffect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }
}
