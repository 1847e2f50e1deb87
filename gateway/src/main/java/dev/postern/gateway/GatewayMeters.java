package dev.postern.gateway;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.directory.CacheCounters;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.directory.sql.SqlSource;
import dev.postern.gateway.metrics.Metrics;

/** Publishes what the cache, the database and the hash pool count by themselves. */
final class GatewayMeters {

    private GatewayMeters() {}

    static void publish(Metrics metrics, Backend backend, PasswordCheck passwords) {
        cache(metrics, backend.cache());
        database(metrics, backend.source());
        passwords(metrics, passwords);
    }

    private static void passwords(Metrics metrics, PasswordCheck passwords) {
        metrics.gauge("postern.passwords.waiting", "Verifications that wait for a thread", passwords::waiting);
        metrics.gauge("postern.passwords.mebibytes", "Memory of hashes in progress", passwords::memoryUsed);
        metrics.counter(
                "postern.passwords.remembered", "Logins whose password had matched before", passwords::remembered);
        metrics.counter("postern.passwords.weak", "Logins against weak schemes", passwords::weakLogins);
    }

    private static void cache(Metrics metrics, UnitCache cache) {
        CacheCounters counters = cache.counters();
        metrics.counter("postern.cache.hits", "Units answered from memory", counters::hits);
        metrics.counter("postern.cache.misses", "Units that had to be asked", counters::misses);
        metrics.counter("postern.cache.refreshes", "Units read again before their ttl ended", counters::refreshes);
        metrics.counter("postern.cache.stale", "Units answered past their ttl, the database away", counters::stale);
        metrics.gauge("postern.cache.units", "Units in memory", cache::size);
        metrics.gauge("postern.cache.bytes", "What they weigh", cache::weight);
    }

    private static void database(Metrics metrics, SqlSource source) {
        metrics.gauge(
                "postern.database.up",
                "1 while the database answers",
                () -> source.state() instanceof DatabaseState.Up ? 1 : 0);
        metrics.gauge(
                "postern.database.waiting",
                "Units that wait for a connection",
                () -> source.statistics().waiting());
        metrics.counter(
                "postern.database.singles",
                "Units asked one by one",
                () -> source.statistics().singles());
        metrics.counter(
                "postern.database.batches",
                "Batches asked",
                () -> source.statistics().batches());
        metrics.counter(
                "postern.database.batched",
                "Units asked in batches",
                () -> source.statistics().batchedKeys());
        metrics.counter(
                "postern.database.opened",
                "Connections opened",
                () -> source.statistics().opened());
        metrics.counter(
                "postern.database.refused",
                "Units refused without asking",
                () -> source.statistics().refused());
        metrics.counter(
                "postern.database.expired",
                "Units not answered in time",
                () -> source.statistics().expired());
        for (String failure : source.statistics().failures().keySet()) {
            metrics.counter(
                    "postern.database.failures",
                    "Statements that failed",
                    () -> source.statistics().failures().getOrDefault(failure, 0L),
                    "class",
                    failure);
        }
    }
}
