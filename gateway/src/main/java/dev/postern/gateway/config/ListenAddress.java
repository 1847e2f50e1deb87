package dev.postern.gateway.config;

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

        private static final int MAX_PORT = 65_535;

        /** Refuses a port that TCP has not. */
        public Inet {
            if (host.isEmpty() || port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("not a host and a port from 0 to " + MAX_PORT);
            }
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
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
                throw new IllegalArgumentException("longer than " + MAX_PATH_BYTES + " bytes");
            }
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
