package dev.postern.gateway.server;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the listening sockets. Used from one thread at a time. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** Waiting connections that the kernel keeps: a burst of smtpd processes starting at once. */
    private static final int BACKLOG = 1024;

    private final Vertx vertx;
    private final int eventLoops;
    private final Conversations conversations;
    private final ConnectionGauges gauges;
    private final List<Opened> opened = new ArrayList<>();

    private record Opened(String deployment, Optional<UnixSocketFile> file) {}

    /** Is told of each listener, so that its open connections can be counted from outside. */
    @FunctionalInterface
    public interface ConnectionGauges {
        /**
         * A listener was opened.
         *
         * @param open the number of connections now; may be asked on any thread
         */
        void watch(String protocol, String address, IntSupplier open);
    }

    /**
     * Nothing is open yet.
     *
     * @param eventLoops how many threads serve each listener
     */
    public Listeners(Vertx vertx, int eventLoops, Conversations conversations, ConnectionGauges gauges) {
        this.vertx = vertx;
        this.eventLoops = eventLoops;
        this.conversations = conversations;
        this.gauges = gauges;
    }

    /**
     * Opens one listener.
     *
     * @return fails with a {@link BindException} that says which address and why
     */
    public Future<Void> open(ListenerConfig config) {
        Future<Void> bound = config.address() instanceof ListenAddress.Unix unix
                ? openUnix(config, unix)
                : deploy(config, inetAddress((ListenAddress.Inet) config.address()), Optional.empty());
        return bound.onSuccess(done -> LOG.info("listening protocol={} address={}", label(config), config.address()))
                .recover(cause -> Future.failedFuture(new BindException(config.address(), cause)));
    }

    /** Closes all listeners and their connections, and removes the socket files. */
    public Future<Void> close() {
        List<Future<Void>> closing = opened.stream().map(this::close).toList();
        opened.clear();
        return Future.join(closing).mapEmpty();
    }

    private Future<Void> close(Opened listener) {
        // The file goes first: whoever comes now is refused at once instead of waiting in a dying backlog.
        return vertx.<Void>executeBlocking(() -> {
                    if (listener.file().isPresent()) {
                        listener.file().get().remove();
                    }
                    return null;
                })
                .eventually(() -> vertx.undeploy(listener.deployment()));
    }

    private Future<Void> openUnix(ListenerConfig config, ListenAddress.Unix unix) {
        return vertx.executeBlocking(() -> UnixSocketFile.claim(unix.path())).compose(file -> {
            SocketAddress address =
                    SocketAddress.domainSocketAddress(file.temporary().toString());
            return deploy(config, address, Optional.of(file))
                    .compose(bound -> vertx.executeBlocking(() -> {
                        file.publish(
                                permissions(config.mode()),
                                Optional.ofNullable(config.owner()),
                                Optional.ofNullable(config.group()));
                        return null;
                    }));
        });
    }

    private Future<Void> deploy(ListenerConfig config, SocketAddress address, Optional<UnixSocketFile> file) {
        Admission admission =
                new Admission(label(config) + " " + config.address(), config.maxConnections(), config.allow());
        Conversation.Factory factory = conversations.speaking(config);
        DeploymentOptions instances = new DeploymentOptions().setInstances(eventLoops);
        return vertx.deployVerticle(() -> new Listener(address, options(config), admission, factory), instances)
                .map(deployment -> {
                    opened.add(new Opened(deployment, file));
                    gauges.watch(label(config), config.address().toString(), admission::openConnections);
                    return null;
                });
    }

    private static NetServerOptions options(ListenerConfig config) {
        NetServerOptions options =
                new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true);
        // Postfix 3.7 notices a reset at once, but a FIN only after one more AUTH has failed.
        boolean resets = config.protocol() == Protocol.AUTH_CLIENT && config.address() instanceof ListenAddress.Inet;
        return resets ? options.setSoLinger(0) : options;
    }

    private static SocketAddress inetAddress(ListenAddress.Inet inet) {
        return SocketAddress.inetSocketAddress(inet.port(), inet.host());
    }

    private static String label(ListenerConfig config) {
        return config.protocol().label();
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] lowestFirst = {
            PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
        };
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < lowestFirst.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(lowestFirst[bit]);
            }
        }
        return permissions;
    }

    /** An address could not be bound. */
    public static final class BindException extends IOException {
        private static final long serialVersionUID = 1L;

        BindException(ListenAddress address, Throwable cause) {
            super(address + ": " + reason(cause), cause);
        }

        private static String reason(Throwable cause) {
            return cause instanceof java.net.BindException
                    ? "the address is taken; stop what listens there, or choose another one"
                    : String.valueOf(cause.getMessage());
        }
    }
}
