package dev.postern.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and networks as a file writes them. No name is ever resolved here. */
final class Addresses {

    static final String INET_REGEX = "(?:\\[([0-9A-Fa-f:.]+)\\]|([A-Za-z0-9][A-Za-z0-9.-]*)):([0-9]{1,5})";

    private static final String INET = "inet:";
    private static final String UNIX = "unix:";
    static final String REGEX = INET + INET_REGEX + "|" + UNIX + "/.+";

    private static final Pattern HOST_AND_PORT = Pattern.compile(INET_REGEX);
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final Pattern NETWORK = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

    private Addresses() {}

    static ListenAddress parse(String text) throws Unusable {
        if (text.startsWith(INET)) {
            return parseInet(text.substring(INET.length()));
        }
        if (text.startsWith(UNIX)) {
            return parseUnix(text.substring(UNIX.length()));
        }
        throw new Unusable("begins with neither " + INET + " nor " + UNIX);
    }

    /** {@code HOST:PORT}. */
    static ListenAddress.Inet parseInet(String text) throws Unusable {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new Unusable("is not HOST:PORT");
        }
        String ipv6 = parts.group(1);
        String host = ipv6 == null ? parts.group(2) : ipv6;
        if (ip(host).isEmpty() && (ipv6 != null || DIGITS_AND_DOTS.matcher(host).matches())) {
            throw new Unusable("holds no valid IP address");
        }
        int port = Integer.parseInt(parts.group(3));
        if (port > ListenAddress.Inet.MAX_PORT) {
            throw new Unusable("has a port beyond " + ListenAddress.Inet.MAX_PORT);
        }
        return new ListenAddress.Inet(host, port);
    }

    private static ListenAddress.Unix parseUnix(String text) throws Unusable {
        Path path = parsePath(text);
        if (path.getFileName() == null) {
            throw new Unusable("names no file");
        }
        if (!ListenAddress.Unix.fits(path)) {
            throw new Unusable("is a path of more than " + ListenAddress.Unix.MAX_PATH_BYTES + " bytes");
        }
        return new ListenAddress.Unix(path);
    }

    /** An absolute path: a service has no working directory that an operator would know. */
    static Path parsePath(String text) throws Unusable {
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute()) {
                throw new Unusable("is not an absolute path");
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw new Unusable("is not a path");
        }
    }

    static NetworkRange parseNetwork(String text) throws Unusable {
        Matcher parts = NETWORK.matcher(text);
        InetAddress address = parts.matches() ? ip(parts.group(1)).orElse(null) : null;
        if (address == null) {
            throw new Unusable("is not a network");
        }
        String prefix = parts.group(2);
        try {
            return new NetworkRange(
                    address, prefix == null ? address.getAddress().length * Byte.SIZE : Integer.parseInt(prefix));
        } catch (IllegalArgumentException e) {
            throw new Unusable("is not a network: " + e.getMessage());
        }
    }

    /** The address that {@code literal} writes out; empty for a name. */
    static Optional<InetAddress> ip(String literal) {
        boolean ipv4 = IPV4.matcher(literal).matches();
        if (!ipv4 && !IPV6.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets Java takes a literal or fails; without them it might ask the DNS.
            return Optional.of(InetAddress.getByName(ipv4 ? literal : "[" + literal + "]"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
