package dev.postern.dovecot.client;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslMechanism;
import dev.postern.sasl.SaslMechanisms;
import java.io.ByteArrayOutputStream;

/** What all connections of one listener have in common. Immutable, thread-safe. */
public final class AuthServer {

    /** What every known client accepts, and promises nothing that is not kept (1.3: channel binding, 1.4: CANCELLED). */
    static final ServerLine.Version VERSION = new ServerLine.Version(1, 2);

    /** From this minor version on, a login process can tell of its client's channel. */
    private static final int CHANNEL_BINDING_MINOR = 3;

    private final SocketType type;
    private final SaslMechanisms mechanisms;
    private final SaslMechanisms unbound;
    private final SaslContext context;
    private final long serverPid;

    /**
     * @param mechanisms those with channel binding are offered on login sockets only, to clients that know of it
     * @param serverPid the same on all sockets of this gateway, for its whole life
     * @throws IllegalArgumentException if that is no pid, from 1 to 2147483647
     */
    public AuthServer(SocketType type, SaslMechanisms mechanisms, SaslContext context, long serverPid) {
        this.type = type;
        this.mechanisms = mechanisms;
        this.unbound = mechanisms.withoutChannelBinding();
        this.context = context;
        this.serverPid = serverPid;
        if (serverPid < 1 || serverPid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a pid: " + serverPid);
        }
    }

    /**
     * Returns what is said when the connection stands. On an auth socket that is the whole greeting, in one go: simple
     * clients wait for its end before they say a word. A login process has to say its version first, on which the
     * mechanisms depend.
     */
    byte[] opening(long cuid, ConnectionCookie cookie) {
        byte[] version = VERSION.encode();
        if (type == SocketType.LOGIN) {
            return version;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(version);
        lines.writeBytes(greeting(0, cuid, cookie));
        return lines.toByteArray();
    }

    /** Returns what is said when the client has said its version; on an auth socket everything has been said by then. */
    byte[] answerTo(long clientMinor, long cuid, ConnectionCookie cookie) {
        return type == SocketType.LOGIN ? greeting(clientMinor, cuid, cookie) : new byte[0];
    }

    private byte[] greeting(long clientMinor, long cuid, ConnectionCookie cookie) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SaslMechanism mechanism : mechanisms(clientMinor).offered()) {
            lines.writeBytes(new ServerLine.Mech(mechanism.name(), mechanism.flags()).encode());
        }
        lines.writeBytes(new ServerLine.Spid(serverPid).encode());
        lines.writeBytes(new ServerLine.Cuid(cuid).encode());
        lines.writeBytes(new ServerLine.Cookie(cookie).encode());
        lines.writeBytes(new ServerLine.Done().encode());
        return lines.toByteArray();
    }

    /** What a client of this minor version is offered. */
    SaslMechanisms mechanisms(long clientMinor) {
        return type == SocketType.LOGIN && clientMinor >= CHANNEL_BINDING_MINOR ? mechanisms : unbound;
    }

    SocketType type() {
        return type;
    }

    SaslContext context() {
        return context;
    }
}
