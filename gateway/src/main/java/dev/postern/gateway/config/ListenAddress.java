package dev.postern.gateway.config;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a listener is. Prints as the file writes it. */
public sealed interface ListenAddress {

    /**
     * A TCP address.
     *
     * @param host an IP address without brackets, or a name
     * @param port 0 to 65535; 0 takes a free one
     */
    record Inet(String host, int port) implements ListenAddress {

        static final int MAX_PORT = 65_535;

        private static final String LOCALHOST = "localhost";

        /** Refuses a port that TCP has not. */
        public Inet {
            if (host.isEmpty() || port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("not a host and a port from 0 to " + MAX_PORT);
            }
        }

        /** Whether only this machine can connect. A name counts as loopback only if it is {@code localhost}. */
        public boolean isLoopback() {
            return host.equals(LOCALHOST)
                    || Addresses.ip(host).map(InetAddress::isLoopbackAddress).orElse(false);
        }

        /** Whether the two cannot be bound at once: one port, and the same address or all of them. */
        boolean clashesWith(Inet other) {
            return port != 0
                    && port == other.port
                    && (isWildcard() || other.isWildcard() || spelling().equals(other.spelling()));
        }

        private boolean isWildcard() {
            return Addresses.ip(host).map(InetAddress::isAnyLocalAddress).orElse(false);
        }

        /** One spelling for each address: {@code ::1} has several, and localhost is a word for one. */
        private String spelling() {
            return host.equals(LOCALHOST)
                    ? "127.0.0.1"
                    : Addresses.ip(host).map(InetAddress::getHostAddress).orElse(host);
        }

        /** {@code host:port}, an IPv6 host in brackets. */
        public String hostAndPort() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public String toString() {
            return "inet:" + hostAndPort();
        }
    }

    /**
     * A unix stream socket.
     *
     * @param path at most {@link #MAX_PATH_BYTES} long
     */
    record Unix(Path path) implements ListenAddress {

        /** sun_path holds 108 bytes with its final NUL (unix(7)). */
        public static final int MAX_PATH_BYTES = 107;

        /** Refuses a path that the kernel would refuse. */
        public Unix {
            if (!fits(path)) {
                throw new IllegalArgumentException("longer than " + MAX_PATH_BYTES + " bytes");
            }
        }

        static boolean fits(Path path) {
            return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES;
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
