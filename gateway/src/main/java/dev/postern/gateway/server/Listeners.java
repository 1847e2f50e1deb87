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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, changes and closes the listening sockets. One call at a time, the next after the last has completed; but
 * {@link #close} may come at any time.
 */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** Waiting connections that the kernel keeps: a burst of smtpd processes starting at once. */
    private static final int BACKLOG = 1024;

    private final Vertx vertx;
    private final int eventLoops;
    private final Conversations conversations;
    private final ConnectionGauges gauges;
    private final Map<ListenAddress, Opened> opened = new ConcurrentHashMap<>();

    /** Those that take no new connections, and whose open ones wait for their answers. */
    private final Set<Future<Void>> leaving = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    private record Opened(
            ListenerConfig config, String deployment, Admission admission, Optional<UnixSocketFile> file) {

        Opened under(ListenerConfig wanted) {
            return new Opened(wanted, deployment, admission, file);
        }
    }

    /**
     * What {@link #change} did.
     *
     * @param failed could not be opened or changed; each has its line in the log
     */
    public record Changes(int opened, int changed, int closed, int failed) {

        static final Changes NONE = new Changes(0, 0, 0, 0);

        Changes and(Changes more) {
            return new Changes(
                    opened + more.opened, changed + more.changed, closed + more.closed, failed + more.failed);
        }

        /** For logs: {@code opened=1 changed=0 closed=0 failed=0}. */
        @Override
        public String toString() {
            return "opened=" + opened + " changed=" + changed + " closed=" + closed + " failed=" + failed;
        }
    }

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
     * @return fails with an exception that says which address and why
     */
    public Future<Void> open(ListenerConfig config) {
        return openBeside(config, Optional.empty());
    }

    /**
     * Makes the open listeners the wanted ones. Those that stay as they are, or change nothing but who may connect, keep
     * their connections; the others open anew, without a moment in which nobody listens unless the protocol of a TCP
     * address changes, and the old ones' connections close when they have their answers.
     *
     * @return never fails: what went wrong is logged and counted, and does not undo the rest
     */
    public Future<Changes> change(List<ListenerConfig> wanted) {
        Set<ListenAddress> addresses =
                wanted.stream().map(ListenerConfig::address).collect(Collectors.toSet());
        List<Opened> gone = opened.values().stream()
                .filter(listener -> !addresses.contains(listener.config().address()))
                .toList();
        // First, because an old address may stand in the way of a new one: localhost and 127.0.0.1 are one socket.
        Future<Changes> done = Future.join(gone.stream().map(this::close).toList())
                .transform(closed -> Future.succeededFuture(new Changes(0, 0, gone.size(), 0)));
        for (ListenerConfig config : wanted) {
            done = done.compose(before -> change(config).map(before::and));
        }
        return done.compose(changes -> haveLeft().transform(left -> Future.succeededFuture(changes)));
    }

    private Future<Changes> change(ListenerConfig wanted) {
        if (closing) {
            return Future.succeededFuture(Changes.NONE);
        }
        Opened old = opened.get(wanted.address());
        if (old == null) {
            return counted(open(wanted), new Changes(1, 0, 0, 0));
        }
        if (old.config().equals(wanted)) {
            return Future.succeededFuture(Changes.NONE);
        }
        return counted(
                changesOnlyAccess(old.config(), wanted) ? permit(old, wanted) : replace(old, wanted),
                new Changes(0, 1, 0, 0));
    }

    private static Future<Changes> counted(Future<Void> change, Changes success) {
        return change.map(success).otherwise(cause -> {
            LOG.error("listener failed: {}", cause.getMessage());
            return new Changes(0, 0, 0, 1);
        });
    }

    /** Whose owner or group is not said any more needs a new file: nobody knows any longer what it would have had. */
    private static boolean changesOnlyAccess(ListenerConfig old, ListenerConfig wanted) {
        ListenerConfig otherwise = new ListenerConfig(
                wanted.protocol(),
                wanted.address(),
                old.mode(),
                old.owner(),
                old.group(),
                wanted.maps(),
                wanted.map(),
                old.allow(),
                old.maxConnections(),
                old.allowUids(),
                old.allowGids());
        return otherwise.equals(old)
                && (old.owner() == null || wanted.owner() != null)
                && (old.group() == null || wanted.group() != null);
    }

    private Future<Void> permit(Opened old, ListenerConfig wanted) {
        return vertx.executeBlocking(() -> {
            PeerPolicy peers = PeerPolicy.NONE;
            if (old.file().isPresent()) {
                peers = PeerPolicy.of(wanted, old.file().get().permit(SocketRights.of(wanted)));
            }
            old.admission().change(limits(wanted, peers));
            opened.put(wanted.address(), old.under(wanted));
            LOG.info("listening protocol={} address={} access changed", label(wanted), wanted.address());
            return null;
        });
    }

    private Future<Void> replace(Opened old, ListenerConfig wanted) {
        boolean shares = old.file().isPresent() || old.config().protocol() == wanted.protocol();
        // Instances on one TCP address share the socket that the first one bound, with its options.
        return shares
                ? openBeside(wanted, old.file()).onSuccess(beside -> leave(old))
                : close(old).transform(closed -> open(wanted));
    }

    /**
     * Removes the socket files, takes no new connections, and completes when what was asked is answered and all
     * connections are closed, or when nothing more is to be waited for.
     */
    public Future<Void> close() {
        closing = true;
        opened.values().forEach(this::close);
        return haveLeft();
    }

    private Future<Void> haveLeft() {
        return Future.join(List.copyOf(leaving)).mapEmpty();
    }

    private Future<Void> close(Opened listener) {
        opened.remove(listener.config().address(), listener);
        return leave(listener);
    }

    private Future<Void> leave(Opened listener) {
        // The file goes first: whoever comes now is refused at once instead of waiting in a dying backlog.
        Future<Void> left = vertx.<Void>executeBlocking(() -> {
                    if (listener.file().isPresent()) {
                        listener.file().get().remove();
                    }
                    return null;
                })
                .eventually(() -> vertx.undeploy(listener.deployment()))
                .onFailure(cause -> LOG.warn(
                        "listener not closed cleanly {}", listener.config().address(), cause));
        leaving.add(left);
        return left.onComplete(gone -> leaving.remove(left));
    }

    private Future<Void> openBeside(ListenerConfig config, Optional<UnixSocketFile> old) {
        Future<Opened> bound = config.address() instanceof ListenAddress.Unix unix
                ? openUnix(config, unix, old)
                : deploy(config, inetAddress((ListenAddress.Inet) config.address()), Optional.empty());
        return bound.<Void>map(listener -> {
                    opened.put(config.address(), listener);
                    if (closing) {
                        close(listener);
                    }
                    LOG.info("listening protocol={} address={}", label(config), config.address());
                    return null;
                })
                .recover(cause -> Future.failedFuture(new BindException(config.address(), cause)));
    }

    private Future<Opened> openUnix(ListenerConfig config, ListenAddress.Unix unix, Optional<UnixSocketFile> old) {
        if (PeerPolicy.isNeededBy(config) && !vertx.isNativeTransportEnabled()) {
            return Future.failedFuture(
                    new IOException("allowUids, allowGids and an auth-userdb socket of mode 0666 need"
                            + " to know who connects, which only the native transport tells; take the lists out and choose another"
                            + " mode, or run on Linux with epoll"));
        }
        return vertx.executeBlocking(() -> old.isPresent() ? old.get().successor() : UnixSocketFile.claim(unix.path()))
                .compose(file -> deploy(
                        config,
                        SocketAddress.domainSocketAddress(file.temporary().toString()),
                        Optional.of(file)))
                .compose(listener -> vertx.executeBlocking(() -> {
                            UnixSocketFile file = listener.file().orElseThrow();
                            PeerPolicy peers = PeerPolicy.of(config, file.prepare(SocketRights.of(config)));
                            listener.admission().change(limits(config, peers));
                            file.publish();
                            return listener;
                        })
                        .onFailure(unpublished -> leave(listener)));
    }

    private Future<Opened> deploy(ListenerConfig config, SocketAddress address, Optional<UnixSocketFile> file) {
        Admission admission = new Admission(
                label(config) + " " + config.address(),
                limits(config, file.isPresent() ? PeerPolicy.CLOSED : PeerPolicy.NONE));
        Conversation.Factory factory = conversations.speaking(config);
        DeploymentOptions instances = new DeploymentOptions().setInstances(eventLoops);
        return vertx.deployVerticle(() -> new Listener(address, options(config), admission, factory), instances)
                .map(deployment -> {
                    gauges.watch(label(config), config.address().toString(), admission::openConnections);
                    return new Opened(config, deployment, admission, file);
                });
    }

    private static Admission.Limits limits(ListenerConfig config, PeerPolicy peers) {
        return new Admission.Limits(config.maxConnections(), config.allow(), peers);
    }

    private static NetServerOptions options(ListenerConfig config) {
        // A host that vanished without a word would keep its places for ever: the kernel asks after it.
        NetServerOptions options = new NetServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
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
}
