package dev.postern.gateway.server;

import dev.postern.gateway.config.NetworkRange;
import dev.postern.gateway.logging.SparseLog;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may connect to a listener, and how many at once. Shared by the listener's event loops; thread-safe.
 *
 * <p>Each smtpd holds one auth connection for its life, and a refused one costs Postfix a minute, so the limit is to be
 * seen coming: crossing {@link #WARN_SHARE} of it is logged once until the number falls below again.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final SparseLog OFTEN = new SparseLog(LOG);
    private static final double WARN_SHARE = 0.8;

    private final String listener;
    private volatile Limits limits;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean full = new AtomicBoolean();

    /**
     * What an operator may change while connections stand; those stay.
     *
     * @param allow empty: everybody who can reach the address
     * @param peers what the kernel's word on a peer counts for
     */
    record Limits(int maxConnections, List<NetworkRange> allow, PeerPolicy peers) {}

    Admission(String listener, Limits limits) {
        this.listener = listener;
        this.limits = limits;
    }

    /** From the next connection on. */
    void change(Limits wanted) {
        limits = wanted;
    }

    /** The listener's protocol and address, for logs. */
    String listener() {
        return listener;
    }

    int openConnections() {
        return open.get();
    }

    /** The only uid of whose users a peer may hear; empty: it may hear of all. */
    OptionalLong onlyUid(Optional<PeerProcess> process) {
        return limits.peers().onlyUid(process);
    }

    /** Takes a place if there is one for this peer; whoever got one must {@link #leave}. */
    boolean admit(SocketAddress peer, Optional<PeerProcess> process) {
        Limits now = limits;
        if (!now.peers().admits(process)) {
            OFTEN.warn(
                    listener,
                    "connection refused listener={} peer={}: in neither allowUids nor allowGids",
                    listener,
                    process.map(PeerProcess::toString).orElse("unknown"));
            return false;
        }
        if (!now.allow().isEmpty() && !allowed(peer, now.allow())) {
            OFTEN.warn(
                    listener,
                    "connection refused listener={} peer={}: not in the listener's allow list",
                    listener,
                    peer);
            return false;
        }
        int taken = open.incrementAndGet();
        if (taken > now.maxConnections()) {
            open.decrementAndGet();
            if (full.compareAndSet(false, true)) {
                LOG.error(
                        "connections refused listener={}: maxConnections={} are open", listener, now.maxConnections());
            }
            return false;
        }
        if (taken >= now.maxConnections() * WARN_SHARE && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "connections run short listener={} open={} maxConnections={}",
                    listener,
                    taken,
                    now.maxConnections());
        }
        return true;
    }

    void leave() {
        int now = open.decrementAndGet();
        if (now < limits.maxConnections() * WARN_SHARE) {
            warned.set(false);
            full.set(false);
        }
    }

    private static boolean allowed(SocketAddress peer, List<NetworkRange> allow) {
        try {
            // A peer's address is numeric: nothing is resolved here.
            InetAddress address = InetAddress.getByName(peer.hostAddress());
            return allow.stream().anyMatch(network -> network.contains(address));
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
