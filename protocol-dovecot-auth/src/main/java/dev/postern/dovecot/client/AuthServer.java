package dev.postern.dovecot.client;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslMechanism;
import dev.postern.sasl.SaslMechanisms;
import java.io.ByteArrayOutputStream;

/** What all connections of one listener have in common. Immutable, thread-safe. */
public final class AuthServer {

    /** 1.2 is what every known client accepts, and promises nothing that is not kept (1.3: channel binding, 1.4: CANCELLED). */
    static final ServerLine.Version VERSION = new ServerLine.Version(1, 2);

    private final SocketType type;
    private final SaslMechanisms mechanisms;
    private final SaslContext context;
    private final byte[] greeting;

    /**
     * @param serverPid the same on all sockets of this gateway, for its whole life
     * @throws IllegalArgumentException if that is no pid, from 1 to 2147483647
     */
    public AuthServer(SocketType type, SaslMechanisms mechanisms, SaslContext context, long serverPid) {
        this.type = type;
        this.mechanisms = mechanisms;
        this.context = context;
        this.greeting = greeting(mechanisms, serverPid);
        if (serverPid < 1 || serverPid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a pid: " + serverPid);
        }
    }

    private static byte[] greeting(SaslMechanisms mechanisms, long serverPid) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(VERSION.encode());
        for (SaslMechanism mechanism : mechanisms.offered()) {
            lines.writeBytes(new ServerLine.Mech(mechanism.name(), mechanism.flags()).encode());
        }
        lines.writeBytes(new ServerLine.Spid(serverPid).encode());
        return lines.toByteArray();
    }

    /** Returns the whole greeting, to be sent in one go: simple clients wait for its end before they say a word. */
    byte[] greeting(long cuid, ConnectionCookie cookie) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(greeting.length + 80);
        lines.writeBytes(greeting);
        lines.writeBytes(new ServerLine.Cuid(cuid).encode());
        lines.writeBytes(new ServerLine.Cookie(cookie).encode());
        lines.writeBytes(new ServerLine.Done().encode());
        return lines.toByteArray();
    }

    SocketType type() {
        return type;
    }

    SaslMechanisms mechanisms() {
        return mechanisms;
    }

    SaslContext context() {
        return context;
    }
}
