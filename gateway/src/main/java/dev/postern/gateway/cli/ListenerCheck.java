package dev.postern.gateway.cli;

import dev.postern.gateway.config.ListenerConfig;
import dev.postern.gateway.directory.MapDefinition;
import java.util.List;

/** Whether each map that an operator wrote can be asked somewhere. */
final class ListenerCheck {

    private ListenerCheck() {}

    static void run(ConfigOption.Loaded loaded, CheckReport report) {
        List<ListenerConfig> listeners = loaded.config().listeners();
        for (String map : loaded.config().maps().keySet()) {
            if (listeners.stream().noneMatch(listener -> serves(listener, map))) {
                String key = "maps." + map;
                report.warning(loaded.effective()
                        .problemAt(key, key + ": no listener serves it", "add it to the maps of a listener"));
            }
        }
    }

    private static boolean serves(ListenerConfig listener, String map) {
        String twin = map + MapDefinition.EXACT_SUFFIX;
        return switch (listener.protocol()) {
            case SOCKETMAP ->
                listener.maps().isEmpty()
                        || listener.maps().contains(map)
                        || listener.maps().contains(twin);
            case TCP_TABLE -> map.equals(listener.map()) || twin.equals(listener.map());
            case AUTH_CLIENT, AUTH_LOGIN, AUTH_MASTER, AUTH_USERDB -> false;
        };
    }
}
