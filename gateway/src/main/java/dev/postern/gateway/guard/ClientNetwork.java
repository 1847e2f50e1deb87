package dev.postern.gateway.guard;

import dev.postern.gateway.config.NetworkRange;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail client is, as far as counts go: its IPv4 address, or the /64 of its IPv6 address, in which it can take
 * whichever it likes. Immutable.
 *
 * @param address the client's own; null if it is unknown, or this host's
 * @param name of the network; {@link #NOWHERE} without an address
 */
record ClientNetwork(@Nullable InetAddress address, String name) {

    /** For clients whose address nobody tells. */
    static final String NOWHERE = "-";

    private static final int BYTES_OF_64_BITS = 8;

    /** @param remoteIp as the mail server said it; nothing is resolved */
    static ClientNetwork of(String remoteIp) {
        byte[] bytes = remoteIp.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(remoteIp);
        if (bytes == null) {
            return new ClientNetwork(null, NOWHERE);
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return address.isLoopbackAddress()
                    ? new ClientNetwork(null, NOWHERE)
                    : new ClientNetwork(address, name(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("a numeric address", impossible);
        }
    }

    private static String name(InetAddress address) throws UnknownHostException {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, BYTES_OF_64_BITS, bytes.length, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    }

    /** Whether clients of different networks can be told apart by it. */
    boolean isKnown() {
        return address != null;
    }

    boolean isIn(List<NetworkRange> networks) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }
}
