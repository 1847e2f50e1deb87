package dev.postern.gateway;

import dev.postern.gateway.announcement.Announcements;
import dev.postern.gateway.config.CacheConfig;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.ExtensionClass;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.MapConfig;
import dev.postern.gateway.config.MasterdbConfig;
import dev.postern.gateway.config.PassdbConfig;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.config.UserdbConfig;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.Completeness;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.preload.Preload;
import dev.postern.gateway.directory.snapshot.Meaning;
import dev.postern.gateway.directory.sql.DatabaseSettings;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.RelationQuery;
import dev.postern.gateway.directory.sql.SqlSources;
import dev.postern.gateway.directory.sql.UserListing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases and what is cached of them. Stays under a reload that changes nothing of what is asked, whom, and how long
 * answers count. Thread-safe.
 */
final class Stock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stock.class);

    private final Basis basis;
    private final Plan plan;
    private final SqlSources sources;
    private final UnitCache cache;
    private final Meaning meaning;
    private final Announcements announcements;
    private final Preload preload;
    private volatile @Nullable SecretText password;

    /** All that units depend on, the database's password left out: a new one is used from the next connection on. */
    private record Basis(
            JdbcUrl url,
            @Nullable String username,
            int connections,
            Duration queryTimeout,
            @Nullable JdbcUrl announcementsUrl,
            @Nullable String schema,
            boolean protectMailboxes,
            Map<String, MapConfig> maps,
            List<ExtensionClass> propagation,
            @Nullable PassdbConfig passdb,
            @Nullable MasterdbConfig masterdb,
            @Nullable UserdbConfig userdb,
            CachePolicy policy) {

        static Basis of(GatewayConfig config) {
            DatabaseConfig database = config.database();
            return new Basis(
                    database.url(),
                    database.username(),
                    database.connections(),
                    database.queryTimeout(),
                    database.announcementsUrl(),
                    config.schema(),
                    config.protectMailboxes(),
                    config.maps(),
                    config.propagateUnmatchedExtensions(),
                    config.passdb(),
                    config.masterdb(),
                    config.userdb(),
                    cachePolicy(config));
        }
    }

    Stock(GatewayConfig config, Plan plan, Consumer<DatabaseState> listener) {
        this.basis = Basis.of(config);
        this.plan = plan;
        this.password = config.database().password();
        List<SqlSources.Part> parts = parts(config.database());
        this.sources = new SqlSources(
                parts.get(0),
                AnnouncedSources.primary(config.database(), parts.get(0).settings()),
                parts.subList(1, parts.size()),
                plan.files().chains(),
                System::nanoTime,
                listener);
        this.cache = new UnitCache(sources, basis.policy(), System::nanoTime);
        this.meaning = plan.meaning(config.database());
        this.announcements = new Announcements(
                AnnouncedSources.of(config, plan, parts, sources.replicas()), cache, System::nanoTime);
        this.preload = preload(config);
    }

    /** Lists come from where changes are made: a replica may not know a key that was announced. */
    private Preload preload(GatewayConfig config) {
        DatabaseSettings here = settings(config.database());
        DatabaseSettings primary = AnnouncedSources.primary(config.database(), here);
        Map<Relation, Supplier<UserCursor>> lists = new HashMap<>();
        plan.lists()
                .forEach((relation, list) ->
                        lists.put(relation, new UserListing(primary == null ? here : primary, list)::open));
        Preload made = new Preload(
                cache,
                lists,
                () -> sources.main().state() instanceof DatabaseState.Up,
                config.database().queryTimeout());
        want(config, made);
        return made;
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
        want(config, preload);
    }

    private void want(GatewayConfig config, Preload preload) {
        boolean wanted = config.cache().preload();
        preload.want(wanted);
        if (wanted) {
            WholeRelations.refusals(plan)
                    .forEach((why, relations) -> LOG.info("relations={} are not kept whole: {}", relations, why));
        }
    }

    /** What the units mean. */
    Meaning meaning() {
        return meaning;
    }

    /**
     * Takes what another one knows, as far as units mean the same there; it is to be read again before it counts as fresh.
     * The other one forgets it, so that it is in memory once.
     */
    void takeFrom(Stock other) {
        if (meaning.isThatOf(other.meaning)) {
            Completeness wholes = other.cache.completeness();
            Map<Relation, Duration> ages = wholes.agesSince(wholes.marks());
            other.preload.want(false);
            other.cache.kept().forEachRemaining(kept -> {
                cache.restore(kept.of(meaning.counterpart(kept.unit().relation(), other.meaning)));
                other.cache.forget(kept.unit());
            });
            ages.forEach(
                    (relation, age) -> cache.completeness().restore(meaning.counterpart(relation, other.meaning), age));
            preload.restored();
        }
    }

    /** The plan whose relations the units belong to. */
    Plan plan() {
        return plan;
    }

    SqlSources sources() {
        return sources;
    }

    UnitCache cache() {
        return cache;
    }

    /** Keeps relations whole, where the configuration says so. */
    Preload preload() {
        return preload;
    }

    Announcements announcements() {
        return announcements;
    }

    @Override
    public void close() {
        announcements.close();
        sources.close();
    }

    /** The main database and what is asked of it, then those that files name. */
    private List<SqlSources.Part> parts(DatabaseConfig configured) {
        Map<DatabaseConfig, List<RelationQuery>> asked = plan.byDatabase(configured);
        List<SqlSources.Part> parts = new ArrayList<>();
        parts.add(new SqlSources.Part(settings(configured), asked.getOrDefault(configured, List.of())));
        asked.forEach((database, queries) -> {
            if (!database.equals(configured)) {
                parts.add(new SqlSources.Part(named(database, parts.size()), queries));
            }
        });
        return parts;
    }

    /** Two files may name one database with two passwords, so the number tells them apart. */
    private static DatabaseSettings named(DatabaseConfig database, int number) {
        DatabaseSettings settings = Backend.settings(database);
        String where = database.url().withoutParameters().replaceFirst("^jdbc:postgresql://", "");
        return new DatabaseSettings(
                DatabaseSettings.MAIN + number + " " + database.username() + "@" + where,
                settings.url(),
                settings.user(),
                settings.password(),
                settings.connections(),
                settings.queryTimeout());
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
