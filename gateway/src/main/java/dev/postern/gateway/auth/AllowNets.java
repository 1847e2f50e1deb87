package dev.postern.gateway.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * An account's {@code allow_nets} field: networks separated by commas or blanks, and the word {@code local} for clients
 * without an address. What cannot be understood allows nobody.
 */
final class AllowNets {
    private static final String LOCAL = "local";

    /** With fewer the JDK takes the last number for several bytes; Dovecot does not. */
    private static final int IPV4_DOTS = 3;

    private AllowNets() {}

    /** Whether a client at {@code remoteIp} (empty if unknown) is in one of the networks. */
    static boolean allow(String networks, String remoteIp) {
        for (String network : networks.split("[, ]+", -1)) {
            if (network.toLowerCase(Locale.ROOT).equals(LOCAL) ? remoteIp.isEmpty() : contains(network, remoteIp)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is an IP address, and no name. */
    static boolean isAddress(String text) {
        boolean dotted = text.chars().filter(c -> c == '.').count() == IPV4_DOTS;
        return (dotted || text.indexOf(':') >= 0) && numeric(text).length > 0;
    }

    private static boolean contains(String network, String remoteIp) {
        int slash = network.indexOf('/');
        byte[] address = numeric(slash < 0 ? network : network.substring(0, slash));
        byte[] peer = numeric(remoteIp);
        if (address.length == 0 || address.length != peer.length) {
            return false;
        }
        int all = address.length * Byte.SIZE;
        int prefix = slash < 0 ? all : prefix(network.substring(slash + 1), all);
        return prefix >= 0 && sameStart(address, peer, prefix);
    }

    /** The bytes of a numeric address; none for anything else, so that no name is ever resolved. */
    private static byte[] numeric(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')) {
            return new byte[0];
        }
        if (text.indexOf(':') < 0 && text.chars().anyMatch(Character::isLetter)) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return new byte[0];
        }
    }

    private static int prefix(String digits, int most) {
        if (!digits.matches("[0-9]{1,3}")) {
            return -1;
        }
        int prefix = Integer.parseInt(digits);
        return prefix <= most ? prefix : -1;
    }

    private static boolean sameStart(byte[] one, byte[] other, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
