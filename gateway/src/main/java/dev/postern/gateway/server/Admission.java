package dev.postern.gateway.server;

import dev.postern.gateway.config.NetworkRange;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
    private static final double WARN_SHARE = 0.8;

    private final String listener;
    private final int maxConnections;
    private final List<NetworkRange> allow;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean full = new AtomicBoolean();

    /** @param allow empty: everybody who can reach the address */
    Admission(String listener, int maxConnections, List<NetworkRange> allow) {
        this.listener = listener;
        this.maxConnections = maxConnections;
        this.allow = allow;
    }

    /** The listener's protocol and address, for logs. */
    String listener() {
        return listener;
    }

    int openConnections() {
        return open.get();
    }

    /** Takes a place if there is one for this peer; whoever got one must {@link #leave}. */
    boolean admit(SocketAddress peer) {
        if (!allow.isEmpty() && !allowed(peer)) {
            LOG.warn("connection refused listener={} peer={}: not in the listener's allow list", listener, peer);
            return false;
        }
        int now = open.incrementAndGet();
        if (now > maxConnections) {
            open.decrementAndGet();
            if (full.compareAndSet(false, true)) {
                LOG.error("connections refused listener={}: maxConnections={} are open", listener, maxConnections);
            }
            return false;
        }
        if (now >= maxConnections * WARN_SHARE && warned.compareAndSet(false, true)) {
            LOG.warn("connections run short listener={} open={} maxConnections={}", listener, now, maxConnections);
        }
        return true;
    }

    void leave() {
        int now = open.decrementAndGet();
        if (now < maxConnections * WARN_SHARE) {
            warned.set(false);
            full.set(false);
        }
    }

    private boolean allowed(SocketAddress peer) {
        try {
            // A peer's address is numeric: nothing is resolved here.
            InetAddress address = InetAddress.getByName(peer.hostAddress());
            return allow.stream().anyMatch(network -> network.contains(address));
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
