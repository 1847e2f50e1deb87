package dev.postern.gateway;

import dev.postern.gateway.announcement.AnnouncementListener;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.directory.AccountStore;
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
import dev.postern.gateway.directory.snapshot.Moment;
import dev.postern.gateway.directory.snapshot.Snapshot;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.QueryTemplate;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.ReplicaReads;
import dev.postern.gateway.directory.sql.SqlSource;
import dev.postern.gateway.directory.sql.UserListing;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything behind the listeners: the database, the cache, the directory and the accounts. */
public final class Backend implements AutoCloseable {
    private final Stock stock;
    private final Directory directory;
    private final AccountStore accounts;
    private final @Nullable UserListing listing;
    private final @Nullable Snapshot snapshot;
    private volatile long restored;

    /**
     * Connects, in the background: it is ready at once, and says "unavailable" until the database answers.
     *
     * @param listener told of each change of the database's state, on a thread of the source; must not block
     */
    public Backend(GatewayConfig config, Plan plan, Consumer<DatabaseState> listener) {
        this(config, new Stock(config, plan, listener));
    }

    private Backend(GatewayConfig config, Stock stock) {
        this.stock = stock;
        directory = new MapDirectory(
                stock.plan().maps(),
                new RecipientDelimiter(config.recipientDelimiter()),
                config.localDomains().stream().map(Folding::fold).collect(Collectors.toUnmodifiableSet()),
                stock.cache(),
                config.cache().staleFor());
        accounts = new CachedAccounts(
                relation(stock.plan().passdb()),
                relation(stock.plan().masterdb()),
                relation(stock.plan().userdb()),
                stock.cache(),
                config.auth().staleFor());
        QueryTemplate iterate = stock.plan().iterate();
        Plan.Origin origin = stock.plan().files().iterate();
        DatabaseConfig database = origin == null || origin.database() == null ? config.database() : origin.database();
        listing = iterate == null ? null : new UserListing(settings(database), iterate);
        Path file = config.cache().snapshot();
        snapshot = file == null ? null : new Snapshot(file, stock.meaning(), Moment.clock());
    }

    /** Begins a list of all users; whoever does so closes it. */
    public UserCursor users() {
        return listing != null ? listing.open() : new NoUsers();
    }

    /**
     * What serves a new configuration: connections and cache go on where nothing of theirs has changed. Then this one
     * must not be closed.
     *
     * @see #sharesStock
     */
    Backend next(GatewayConfig config, Plan plan, Consumer<DatabaseState> listener) {
        if (!stock.suits(config)) {
            Backend next = new Backend(config, plan, listener);
            next.stock.takeFrom(stock);
            return next;
        }
        stock.goOn(config);
        return new Backend(config, stock);
    }

    /** Takes over what the process before knew, where the configuration names a snapshot. Blocks; at start. */
    void restore() {
        if (snapshot != null) {
            restored = snapshot.load(stock.cache());
            stock.preload().restored();
        }
    }

    /** Begins to read what is to be kept whole and is due. Does not block. */
    void preload() {
        stock.preload().turn();
    }

    /** How many units the process before knew. */
    long restored() {
        return restored;
    }

    /** Where the cache outlives the process; null if it does not. */
    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** Whether the two have one database connection and one cache between them. */
    boolean sharesStock(Backend other) {
        return stock == other.stock;
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

    /** Where changes are heard of. */
    public static DatabaseSettings announcing(DatabaseConfig config) {
        DatabaseSettings settings = settings(config);
        DatabaseSettings primary = AnnouncedSources.primary(config, settings);
        return primary == null ? settings : primary;
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
        return stock.cache();
    }

    /** What is heard of changes in the database. */
    public AnnouncementListener announcements() {
        return stock.announcements().main();
    }

    /** How many units were read from the primary because a replica might not have seen them change. */
    long diverted() {
        ReplicaReads replicas = stock.sources().replicas();
        return replicas == null ? 0 : replicas.diverted();
    }

    /** The database, for its state and counts. */
    public SqlSource source() {
        return stock.sources().main();
    }

    /** The further databases that files name, by their names. */
    public Map<String, SqlSource> otherSources() {
        return stock.sources().others();
    }

    @Override
    public void close() {
        stock.close();
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
