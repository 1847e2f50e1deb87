package dev.postern.dovecot.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from names. */
final class IpAddress {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /** Tells whether this is an IPv4 or IPv6 address, without brackets. Asks nobody. */
    static boolean isLiteral(String text) {
        return IPV4.matcher(text).matches() || (IPV6_CHARACTERS.matcher(text).matches() && isIpv6(text));
    }

    private static boolean isIpv6(String withColon) {
        try {
            // With a colon in it, it is taken for a literal and never looked up.
            InetAddress.getByName(withColon);
            return true;
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
