package dev.postern.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operator decides, read once and handed down in parts.
 *
 * @param database where the rows are
 * @param schema the preset that says what stands where, null: only what {@code maps}, {@code passdb} and {@code userdb}
 *     say is served
 * @param protectMailboxes whether a mailbox without an alias of its own keeps its mail from its domain's catch-all
 * @param maps by name, in the order of the file; each replaces the preset's map of that name or adds one
 * @param passdb replaces the preset's password query
 * @param masterdb who may log in as other users, null: nobody
 * @param userdb replaces the preset's user query
 * @param listeners no two of them on one address
 * @param auth how logins are judged
 * @param cache how long answers are kept
 * @param recipientDelimiter each character of it ends a local part's name; empty: extensions are not split off
 * @param propagateUnmatchedExtensions the classes of maps whose answers get the extension that was split off
 * @param localDomains whose bare local parts are looked up too; as typed, to be compared without regard to case
 * @param http where health and metrics are served
 * @param log how the log is written
 */
public record GatewayConfig(
        DatabaseConfig database,
        @Nullable String schema,
        boolean protectMailboxes,
        Map<String, MapConfig> maps,
        @Nullable PassdbConfig passdb,
        @Nullable MasterdbConfig masterdb,
        @Nullable UserdbConfig userdb,
        List<ListenerConfig> listeners,
        AuthConfig auth,
        CacheConfig cache,
        String recipientDelimiter,
        List<ExtensionClass> propagateUnmatchedExtensions,
        List<String> localDomains,
        HttpConfig http,
        LogConfig log) {

    static final String DEFAULT_RECIPIENT_DELIMITER = "+";
    static final List<ExtensionClass> DEFAULT_PROPAGATION = List.of(ExtensionClass.CANONICAL, ExtensionClass.VIRTUAL);

    /** Keeps the order of the maps: problems and tables are printed in the file's own order. */
    public GatewayConfig {
        maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
        listeners = List.copyOf(listeners);
        propagateUnmatchedExtensions = List.copyOf(propagateUnmatchedExtensions);
        localDomains = List.copyOf(localDomains);
    }

    /** What a file that says nothing but {@code database} means. */
    public static GatewayConfig defaults(DatabaseConfig database) {
        return new GatewayConfig(
                database,
                null,
                false,
                Map.of(),
                null,
                null,
                null,
                List.of(),
                AuthConfig.defaults(),
                CacheConfig.defaults(),
                DEFAULT_RECIPIENT_DELIMITER,
                DEFAULT_PROPAGATION,
                List.of(),
                HttpConfig.defaults(),
                LogConfig.defaults());
    }

    /** The same, with another scheme for stored passwords without a prefix. */
    public GatewayConfig withDefaultScheme(String scheme) {
        return new GatewayConfig(
                database,
                schema,
                protectMailboxes,
                maps,
                passdb,
                masterdb,
                userdb,
                listeners,
                auth.withDefaultScheme(scheme),
                cache,
                recipientDelimiter,
                propagateUnmatchedExtensions,
                localDomains,
                http,
                log);
    }
}
