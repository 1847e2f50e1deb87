package dev.postern.gateway.config;

import java.net.InetAddress;

/**
 * A network, as its first address and the number of bits that its members share. Prints as {@code address/prefix}.
 *
 * @param address all bits beyond {@code prefix} are zero
 * @param prefix 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record NetworkRange(InetAddress address, int prefix) {

    /** Refuses a prefix that the address has not, and bits beyond it: both are slips of the pen. */
    public NetworkRange {
        byte[] bytes = address.getAddress();
        if (prefix < 0 || prefix > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("the prefix is not within 0 to " + bytes.length * Byte.SIZE);
        }
        if (!agree(bytes, new byte[bytes.length], prefix, bytes.length * Byte.SIZE)) {
            throw new IllegalArgumentException("the address has bits beyond its prefix");
        }
    }

    /** Whether {@code peer} belongs to it. An IPv4 network has no IPv6 members, but Java shows mapped ones as IPv4. */
    public boolean contains(InetAddress peer) {
        byte[] own = address.getAddress();
        byte[] other = peer.getAddress();
        return own.length == other.length && agree(own, other, 0, prefix);
    }

    /** Whether the bits {@code from} (inclusive) to {@code to} (exclusive) are equal. */
    private static boolean agree(byte[] one, byte[] other, int from, int to) {
        for (int bit = from; bit < to; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
