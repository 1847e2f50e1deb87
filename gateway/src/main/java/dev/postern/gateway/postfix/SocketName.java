package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A socket as Postfix's parameters name it: {@code inet:HOST:PORT} or {@code unix:PATH}. */
sealed interface SocketName {

    /**
     * A TCP socket.
     *
     * @param host without brackets
     */
    record Inet(String host, String port) implements SocketName {

        private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
        private static final Set<String> ANY = Set.of("0.0.0.0", "::");

        /** Whether a listener at {@code address} is what answers here. */
        boolean isServedAt(ListenAddress.Inet address) {
            return port.equals(Integer.toString(address.port()))
                    && (host.equals(address.host())
                            || (ANY.contains(address.host()) && isLocal())
                            || (address.isLoopback() && host.equals("localhost"))
                            || (address.host().equals("localhost") && isLocal()));
        }

        boolean isLocal() {
            return LOOPBACK.contains(host);
        }

        @Override
        public String toString() {
            return "inet:" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A unix socket; a relative path counts from the queue directory. */
    record Unix(String path) implements SocketName {

        /** Where a service finds it that runs chrooted in the queue directory, or does not. */
        Path seenBy(boolean chrooted, Path queueDirectory) {
            String relative = path.replaceFirst("^/+", "");
            Path seen = chrooted ? queueDirectory.resolve(relative) : queueDirectory.resolve(path);
            return seen.normalize();
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /** Empty for what is no such name: of that Postfix will complain itself. */
    static Optional<SocketName> parse(String text) {
        if (text.startsWith("unix:")) {
            return Optional.of(new Unix(text.substring("unix:".length())));
        }
        String hostAndPort = text.startsWith("inet:") ? text.substring("inet:".length()) : "";
        int colon = hostAndPort.lastIndexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Inet(
                        hostAndPort.substring(0, colon).replaceAll("^\\[|\\]$", ""), hostAndPort.substring(colon + 1)));
    }
}
