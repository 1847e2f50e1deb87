package dev.postern.gateway;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.snapshot.Snapshot;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.SqlSource;
import dev.postern.gateway.guard.HeldAnswers;
import dev.postern.gateway.guard.Penalties;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.password.StoredPasswordParser;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the cache, the database and the hash pool count by themselves. A reload that replaces one of them makes
 * its counters begin at zero again, as a restart would.
 */
final class GatewayMeters {

    private final Metrics metrics;
    private final Supplier<Generation> now;
    private final Set<String> published = ConcurrentHashMap.newKeySet();

    /**
     * @param held answers that wait
     * @param now asked for each number: reloads replace it
     */
    GatewayMeters(Metrics metrics, HeldAnswers held, Supplier<Generation> now) {
        this.metrics = metrics;
        this.now = now;
        cache(metrics, () -> now.get().backend().cache());
        database(metrics, () -> now.get().backend().source());
        AnnouncementMeters.publish(metrics, () -> now.get().backend().announcements());
        metrics.counter(
                "postern.announcements.diverted",
                "Units read from the primary because a replica might not have seen them change",
                () -> now.get().backend().diverted());
        passwords(metrics, () -> now.get().passwords());
        snapshot(metrics, () -> now.get().backend().snapshot());
        logins(metrics, held, () -> now.get().defence().penalties());
        publishOthers();
    }

    /** Publishes the further databases, those that a reload has brought as well. One that has gone counts as down. */
    void publishOthers() {
        for (String name : now.get().backend().otherSources().keySet()) {
            if (published.add(name)) {
                metrics.gauge(
                        "postern.database.other.up",
                        "1 while a database that a file names answers",
                        () -> isUp(now.get().backend().otherSources().get(name)) ? 1 : 0,
                        "database",
                        name);
            }
        }
    }

    private static boolean isUp(@Nullable SqlSource source) {
        return source != null && source.state() instanceof DatabaseState.Up;
    }

    private static void snapshot(Metrics metrics, Supplier<@Nullable Snapshot> snapshot) {
        metrics.gauge("postern.snapshot.units", "Units in the snapshot that was written last", () -> {
            Snapshot kept = snapshot.get();
            return kept == null ? 0 : kept.written();
        });
        metrics.counter("postern.snapshot.failures", "Times at which the snapshot could not be written", () -> {
            Snapshot kept = snapshot.get();
            return kept == null ? 0 : kept.failures();
        });
    }

    private static void logins(Metrics metrics, HeldAnswers held, Supplier<Penalties> penalties) {
        metrics.gauge("postern.login.held", "Answers that are being held back", held::held);
        metrics.counter("postern.login.delayed", "Answers that were held back", held::delayed);
        metrics.gauge(
                "postern.login.buckets",
                "Who has wrong passwords counted",
                () -> penalties.get().networks(),
                "of",
                "network");
        metrics.gauge(
                "postern.login.buckets",
                "Who has wrong passwords counted",
                () -> penalties.get().users(),
                "of",
                "user");
        metrics.gauge(
                "postern.login.known",
                "Users who are spared in a network",
                () -> penalties.get().knownUsers());
    }

    private static void passwords(Metrics metrics, Supplier<PasswordCheck> passwords) {
        metrics.gauge(
                "postern.passwords.waiting",
                "Verifications that wait for a thread",
                () -> passwords.get().waiting());
        metrics.gauge(
                "postern.passwords.mebibytes",
                "Memory of hashes in progress",
                () -> passwords.get().memoryUsed());
        metrics.counter(
                "postern.passwords.remembered",
                "Logins whose password had matched before",
                () -> passwords.get().remembered());
        for (String scheme : StoredPasswordParser.weakSchemes()) {
            metrics.counter(
                    "postern.passwords.weak",
                    "Logins against weak stored passwords",
                    () -> passwords.get().weakLogins(scheme),
                    "scheme",
                    scheme);
        }
    }

    private static void cache(Metrics metrics, Supplier<UnitCache> cache) {
        metrics.counter(
                "postern.cache.hits",
                "Units answered from memory",
                () -> cache.get().counters().hits());
        metrics.counter(
                "postern.cache.misses",
                "Units that had to be asked",
                () -> cache.get().counters().misses());
        metrics.counter(
                "postern.cache.refreshes",
                "Units read again before their ttl ended",
                () -> cache.get().counters().refreshes());
        metrics.counter(
                "postern.cache.stale",
                "Units answered past their ttl, the database away",
                () -> cache.get().counters().stale());
        metrics.gauge(
                "postern.cache.stale.age.seconds",
                "Age of the oldest answer given while its database is away; 0 while none is",
                () -> cache.get().oldestStaleSeconds());
        metrics.gauge(
                "postern.cache.whole.relations",
                "Relations of which every key is known",
                () -> cache.get().completeness().marks().size());
        metrics.gauge(
                "postern.cache.units", "Units in memory", () -> cache.get().size());
        metrics.gauge(
                "postern.cache.bytes", "What they weigh", () -> cache.get().weight());
    }

    private static void database(Metrics metrics, Supplier<SqlSource> source) {
        metrics.gauge(
                "postern.database.up",
                "1 while the database answers",
                () -> source.get().state() instanceof DatabaseState.Up ? 1 : 0);
        metrics.gauge(
                "postern.database.waiting",
                "Units that wait for a connection",
                () -> source.get().statistics().waiting());
        metrics.counter(
                "postern.database.singles",
                "Units asked one by one",
                () -> source.get().statistics().singles());
        metrics.counter(
                "postern.database.batches",
                "Batches asked",
                () -> source.get().statistics().batches());
        metrics.counter(
                "postern.database.batched",
                "Units asked in batches",
                () -> source.get().statistics().batchedKeys());
        metrics.counter(
                "postern.database.opened",
                "Connections opened",
                () -> source.get().statistics().opened());
        metrics.counter(
                "postern.database.refused",
                "Units refused without asking",
                () -> source.get().statistics().refused());
        metrics.counter(
                "postern.database.expired",
                "Units not answered in time",
                () -> source.get().statistics().expired());
        for (String failure : source.get().statistics().failures().keySet()) {
            metrics.counter(
                    "postern.database.failures",
                    "Statements that failed",
                    () -> source.get().statistics().failures().getOrDefault(failure, 0L),
                    "class",
                    failure);
        }
    }
}
