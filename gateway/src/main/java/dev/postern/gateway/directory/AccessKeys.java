package dev.postern.gateway.directory;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of an access(5) map that are no mail addresses: host names with their parents, and network addresses that
 * lose an octet, or a pair of octets in hexadecimal, from the right at each step.
 */
final class AccessKeys {

    /** An IPv6 address has at most seven colons; something longer is a name. */
    private static final int LONGEST_ADDRESS = 45;

    private AccessKeys() {}

    /** @param client folded: a host name, an IPv4 or IPv6 address, or {@code <>} for the null sender */
    static List<String> ofClient(String client) {
        if (client.length() <= LONGEST_ADDRESS && client.matches("[0-9]+(\\.[0-9]+){3}")) {
            return truncated(client, '.');
        }
        if (client.length() <= LONGEST_ADDRESS && client.matches("[0-9a-f:.]*:[0-9a-f:.]*")) {
            return truncated(client, ':');
        }
        return Domains.withParents(client);
    }

    private static List<String> truncated(String address, char separator) {
        List<String> keys = new ArrayList<>();
        for (int end = address.length(); end > 0; end = address.lastIndexOf(separator, end - 1)) {
            keys.add(address.substring(0, end));
        }
        return keys;
    }
}
