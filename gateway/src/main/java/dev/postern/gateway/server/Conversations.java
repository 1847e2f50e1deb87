package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthClientEffect.HandOff;
import dev.postern.dovecot.client.AuthClientSession;
import dev.postern.dovecot.client.AuthServer;
import dev.postern.dovecot.client.SocketType;
import dev.postern.dovecot.master.MasterSession;
import dev.postern.dovecot.master.MasterSocket;
import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.metrics.Metrics;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Knows what is spoken on each kind of listener. Thread-safe. */
public final class Conversations {
    private final Metrics metrics;
    private final Supplier<Services> services;
    private final HandOffs handOffs = new HandOffs(System::nanoTime);
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong connections = new AtomicLong();

    /**
     * What all listeners share.
     *
     * @param services asked anew for each request
     */
    public Conversations(Metrics metrics, Supplier<Services> services) {
        this.metrics = metrics;
        this.services = services;
    }

    /** The conversations of a listener's connections. */
    Conversation.Factory speaking(ListenerConfig listener) {
        return switch (listener.protocol()) {
            case SOCKETMAP -> lookups(new SocketmapProtocol(shown(listener)));
            case TCP_TABLE ->
                lookups(new TcpTableProtocol(shown(listener), Objects.requireNonNull(listener.map(), "map")));
            case AUTH_CLIENT ->
                listener.address() instanceof ListenAddress.Inet
                        ? connection -> authClient(connection, Services::inetAuthServer)
                        : connection -> authClient(connection, now -> now.authServer(SocketType.AUTH));
            case AUTH_LOGIN -> connection -> authClient(connection, now -> now.authServer(SocketType.LOGIN));
            case AUTH_USERDB -> master(MasterSocket.USERDB);
            case AUTH_MASTER -> master(MasterSocket.MASTER);
        };
    }

    private Conversation.Factory lookups(LookupProtocol protocol) {
        return connection -> new LookupConversation(
                connection, protocol, () -> services.get().patience());
    }

    private Lookups shown(ListenerConfig listener) {
        return new Lookups(
                () -> services.get().directory(),
                map -> listener.maps().isEmpty() || listener.maps().contains(map),
                metrics,
                listener.protocol().label());
    }

    private Conversation authClient(Connection connection, Function<Services, AuthServer> server) {
        byte[] bytes = new byte[ConnectionCookie.LENGTH];
        random.nextBytes(bytes);
        ConnectionCookie cookie = new ConnectionCookie(bytes);
        AuthClientSession session =
                new AuthClientSession(server.apply(services.get()), connections.incrementAndGet(), cookie);
        return new AuthClientConversation(
                connection, session, () -> services.get().logins(), handOff -> expect(handOff, cookie));
    }

    private void expect(HandOff handOff, ConnectionCookie cookie) {
        handOffs.add(
                new HandOffs.Ticket(
                        cookie, handOff.clientPid(), handOff.request().id()),
                new HandOffs.Arrival(
                        handOff.success().user(),
                        Logins.attempt(handOff.request()),
                        handOff.success().fields().value("auth_user").orElse("")));
    }

    private Conversation.Factory master(MasterSocket socket) {
        return connection -> new MasterConversation(
                connection,
                new MasterSession(socket, Services.SERVER_PID),
                () -> services.get().inquiries(),
                handOffs);
    }
}
