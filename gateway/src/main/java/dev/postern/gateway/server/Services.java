package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthServer;
import dev.postern.dovecot.client.SocketType;
import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.HostContext;
import dev.postern.gateway.auth.LastUses;
import dev.postern.gateway.auth.TokenLogins;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.guard.LoginGuard;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.SaslMechanisms;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What conversations ask, as one configuration has it. A reload makes a new one, which standing connections use from
 * their next request on. Immutable, thread-safe.
 */
public final class Services {

    /** The same on all sockets for the life of the process: a mail process compares it with its login process's. */
    static final long SERVER_PID = ProcessHandle.current().pid();

    private final Directory directory;
    private final Logins logins;
    private final Inquiries inquiries;
    private final Map<SocketType, AuthServer> authServers = new EnumMap<>(SocketType.class);
    private final AuthServer inetAuthServer;
    private final Duration patience;

    /**
     * Who decides logins, and what wrong passwords cost.
     *
     * @param uses told of each login by an app password
     * @param blocking runs work of up to a millisecond away from the event loops
     */
    public record Auth(
            Authenticator authenticator,
            TokenLogins tokens,
            LastUses uses,
            LoginGuard guard,
            SaslMechanisms mechanisms,
            HostContext context,
            Executor blocking) {}

    /**
     * What one configuration means.
     *
     * @param patience how long a request may take from its arrival
     */
    public Services(Directories directories, Auth auth, Duration patience, Metrics metrics) {
        this.directory = directories.lookups();
        this.logins = new Logins(auth, metrics);
        this.inquiries = new Inquiries(auth.authenticator()::normalise, directories, patience, metrics);
        for (SocketType socket : SocketType.values()) {
            authServers.put(socket, new AuthServer(socket, auth.mechanisms(), auth.context(), SERVER_PID));
        }
        this.inetAuthServer =
                new AuthServer(SocketType.AUTH, auth.mechanisms().withoutExternal(), auth.context(), SERVER_PID);
        this.patience = patience;
    }

    Directory directory() {
        return directory;
    }

    Logins logins() {
        return logins;
    }

    Inquiries inquiries() {
        return inquiries;
    }

    /** For auth clients that come over TCP: anybody there could claim to have seen a certificate. */
    AuthServer inetAuthServer() {
        return inetAuthServer;
    }

    AuthServer authServer(SocketType socket) {
        return Objects.requireNonNull(authServers.get(socket));
    }

    Duration patience() {
        return patience;
    }
}
