package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenAddress;
import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateway serves, as far as Postfix must agree with it.
 *
 * @param listeners its sockets
 * @param maps all names that its maps answer to, exact twins included
 * @param recipientDelimiter each character of it begins an extension
 */
public record Served(List<ListenerConfig> listeners, Set<String> maps, String recipientDelimiter) {

    /** Copies its collections. */
    public Served {
        listeners = List.copyOf(listeners);
        maps = Set.copyOf(maps);
    }

    Optional<ListenerConfig> at(SocketName.Inet socket) {
        return listeners.stream()
                .filter(listener ->
                        listener.address() instanceof ListenAddress.Inet address && socket.isServedAt(address))
                .findFirst();
    }

    Optional<ListenerConfig> at(Path path) {
        return listeners.stream()
                .filter(listener -> listener.address() instanceof ListenAddress.Unix address
                        && address.path().normalize().equals(path))
                .findFirst();
    }

    /** A unix socket of this protocol below {@code folder}. */
    Optional<Path> below(Path folder, Protocol protocol) {
        return listeners.stream()
                .filter(listener -> listener.protocol() == protocol)
                .flatMap(listener -> listener.address() instanceof ListenAddress.Unix address
                        ? Optional.of(address.path().normalize()).stream()
                        : Optional.<Path>empty().stream())
                .filter(path -> path.startsWith(folder))
                .findFirst();
    }

    /** Whether a socketmap listener answers for a map. */
    static boolean answers(ListenerConfig listener, String map) {
        return listener.maps().isEmpty() || listener.maps().contains(map);
    }
}
