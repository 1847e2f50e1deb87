package dev.postern.gateway;

import dev.postern.gateway.config.CacheConfig;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.ExtensionClass;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.MapConfig;
import dev.postern.gateway.config.PassdbConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.config.UserdbConfig;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.SqlSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database and what is cached of it. Stays under a reload that changes nothing of what is asked, whom, and how long
 * answers count. Thread-safe.
 */
final class Stock implements AutoCloseable {
    private final Basis basis;
    private final Plan plan;
    private final SqlSource source;
    private final UnitCache cache;
    private volatile @Nullable SecretText password;

    /** All that units depend on, the database's password left out: a new one is used from the next connection on. */
    private record Basis(
            JdbcUrl url,
            @Nullable String username,
            int connections,
            Duration queryTimeout,
            @Nullable String schema,
            boolean protectMailboxes,
            Map<String, MapConfig> maps,
            List<ExtensionClass> propagation,
            @Nullable PassdbConfig passdb,
            @Nullable UserdbConfig userdb,
            CachePolicy policy) {

        static Basis of(GatewayConfig config) {
            DatabaseConfig database = config.database();
            return new Basis(
                    database.url(),
                    database.username(),
                    database.connections(),
                    database.queryTimeout(),
                    config.schema(),
                    config.protectMailboxes(),
                    config.maps(),
                    config.propagateUnmatchedExtensions(),
                    config.passdb(),
                    config.userdb(),
                    cachePolicy(config));
        }
    }

    Stock(GatewayConfig config, Plan plan, Consumer<DatabaseState> listener) {
        this.basis = Basis.of(config);
        this.plan = plan;
        this.password = config.database().password();
        this.source = new SqlSource(settings(config.database()), plan.queries(), System::nanoTime, listener);
        this.cache = new UnitCache(source, basis.policy(), System::nanoTime);
    }

    /** Whether units mean the same under this configuration. */
    boolean suits(GatewayConfig config) {
        return basis.equals(Basis.of(config));
    }

    /**
     * Goes on under a configuration that it {@link #suits}. Everything is to be read again before it counts as fresh,
     * because who reloads wants to see what is there; nothing is evicted, because the database may be away.
     */
    void goOn(GatewayConfig config) {
        password = config.database().password();
        cache.distrust();
    }

    /** The plan whose relations the units belong to. */
    Plan plan() {
        return plan;
    }

    SqlSource source() {
        return source;
    }

    UnitCache cache() {
        return cache;
    }

    @Override
    public void close() {
        source.close();
    }

    private DatabaseSettings settings(DatabaseConfig database) {
        DatabaseSettings first = Backend.settings(database);
        return new DatabaseSettings(
                first.url(), first.user(), this::revealPassword, first.connections(), first.queryTimeout());
    }

    private @Nullable String revealPassword() {
        SecretText now = password;
        return now == null ? null : now.reveal();
    }

    private static CachePolicy cachePolicy(GatewayConfig config) {
        CacheConfig cache = config.cache();
        Duration keepFor =
                longest(cache.ttl(), longest(cache.staleFor(), config.auth().staleFor()));
        return new CachePolicy(
                cache.maxBytes(),
                cache.ttl(),
                cache.negativeTtl(),
                keepFor,
                config.database().queryTimeout());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
