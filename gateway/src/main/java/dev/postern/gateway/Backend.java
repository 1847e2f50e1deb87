package dev.postern.gateway;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.CachedAccounts;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Folding;
import dev.postern.gateway.directory.MapDirectory;
import dev.postern.gateway.directory.RecipientDelimiter;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.SqlSource;
import dev.postern.gateway.directory.sql.UserListing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything behind the listeners: the database, the cache, the directory and the accounts. */
public final class Backend implements AutoCloseable {
    private final SqlSource source;
    private final UnitCache cache;
    private final Directory directory;
    private final AccountStore accounts;
    private final @Nullable UserListing listing;

    /**
     * Connects, in the background: it is ready at once, and says "unavailable" until the database answers.
     *
     * @param listener told of each change of the database's state, on a thread of the source; must not block
     */
    public Backend(GatewayConfig config, Plan plan, Consumer<DatabaseState> listener) {
        source = new SqlSource(settings(config.database()), plan.queries(), System::nanoTime, listener);
        cache = new UnitCache(source, cachePolicy(config), System::nanoTime);
        directory = new MapDirectory(
                plan.maps(),
                new RecipientDelimiter(config.recipientDelimiter()),
                config.localDomains().stream().map(Folding::fold).collect(Collectors.toUnmodifiableSet()),
                cache,
                config.cache().staleFor());
        accounts = new CachedAccounts(
                relation(plan.passdb()),
                relation(plan.userdb()),
                cache,
                config.auth().staleFor());
        QueryTemplate iterate = plan.iterate();
        listing = iterate == null ? null : new UserListing(settings(config.database()), iterate);
    }

    /** Begins a list of all users; whoever does so closes it. */
    public UserCursor users() {
        return listing != null ? listing.open() : new NoUsers();
    }

    /** How the database is reached. */
    public static DatabaseSettings settings(DatabaseConfig config) {
        SecretText password = config.password();
        return new DatabaseSettings(
                config.url().text(),
                config.username(),
                () -> password == null ? null : password.reveal(),
                config.connections(),
                config.queryTimeout());
    }

    /** Look-ups in maps. */
    public Directory directory() {
        return directory;
    }

    /** Passdb and userdb. */
    public AccountStore accounts() {
        return accounts;
    }

    /** The cache, for flushing and counting. */
    public UnitCache cache() {
        return cache;
    }

    /** The database, for its state and counts. */
    public SqlSource source() {
        return source;
    }

    @Override
    public void close() {
        source.close();
    }

    private static CachePolicy cachePolicy(GatewayConfig config) {
        Duration keepFor = longest(
                config.cache().ttl(),
                longest(config.cache().staleFor(), config.auth().staleFor()));
        return new CachePolicy(
                config.cache().maxBytes(),
                config.cache().ttl(),
                config.cache().negativeTtl(),
                keepFor,
                config.database().queryTimeout());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static @Nullable Relation relation(@Nullable RelationQuery query) {
        return query == null ? null : query.relation();
    }

    /** What a configuration without {@code userdb.iterate} can list. */
    private static final class NoUsers implements UserCursor {
        @Override
        public Future<UserPage> next() {
            return Future.succeededFuture(new UserPage.Broken(new Failure.Misconfigured(
                    "users cannot be listed: write userdb.iterate, or name a schema that has it")));
        }

        @Override
        public void close() {}
    }
}
