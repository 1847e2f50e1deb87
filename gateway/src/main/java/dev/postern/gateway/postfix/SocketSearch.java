package dev.postern.gateway.postfix;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.config.ListenerConfig.Protocol;
import dev.postern.gateway.postfix.SocketName.Unix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What services find at the path of a unix socket: each of them looks from its own root. */
final class SocketSearch {

    private final Path queue;
    private final Served served;
    private final Unix socket;
    private final Map<Path, List<Service>> services;

    SocketSearch(MainCf main, Served served, Unix socket, List<Service> services) {
        this.queue = main.queueDirectory();
        this.served = served;
        this.socket = socket;
        this.services = services.stream()
                .collect(Collectors.groupingBy(service -> seen(service.chroot()), TreeMap::new, Collectors.toList()));
    }

    /** The listeners that some of the services find. */
    List<ListenerConfig> listeners() {
        return services.keySet().stream()
                .flatMap(path -> served.at(path).stream())
                .toList();
    }

    /** Whether a listener is meant, found or not. */
    boolean isOurs() {
        return served.at(seen(true)).isPresent() || served.at(seen(false)).isPresent();
    }

    /** Which services find no listener, and where they look; empty if all find one. */
    Optional<String> blind() {
        return services.entrySet().stream()
                .filter(group -> served.at(group.getKey()).isEmpty())
                .map(group -> blind(group.getKey(), group.getValue()))
                .reduce((one, other) -> one + "; " + other);
    }

    private String blind(Path path, List<Service> blind) {
        String programs = blind.stream().map(Service::command).distinct().collect(Collectors.joining(", "));
        boolean elsewhere = !path.equals(seen(false));
        return programs + (elsewhere ? " (chrooted in " + queue + ")" : "") + " will look for " + path
                + ", where no listener is";
    }

    /** What to write instead: a path that is right inside the queue directory and outside. */
    String remedy(Protocol protocol, String before, String after) {
        return served.below(queue, protocol)
                .map(path -> "write " + before + queue.relativize(path) + after)
                .orElseGet(() -> "give a " + protocol.label() + " listener the address unix:" + queue + "/postern/"
                        + protocol.label() + ", and write " + before + "postern/" + protocol.label() + after);
    }

    private Path seen(boolean chrooted) {
        return socket.seenBy(chrooted, queue);
    }
}
