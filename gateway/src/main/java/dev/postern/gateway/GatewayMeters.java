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
        passwords.publish(metrics);
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
    }
}
