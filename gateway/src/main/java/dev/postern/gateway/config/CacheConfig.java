package dev.postern.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept in memory, and how long.
 *
 * @param maxBytes bound on all that is kept, its own overhead counted in
 * @param ttl after which a row that was found is read again
 * @param negativeTtl after which a row that was not found is asked for again; zero: each time
 * @param staleFor how old look-ups may be that are still answered while the database is away; zero for none
 * @param snapshot the file in which all of it outlives the process, null: it does not
 * @param preload whether whole relations are read and kept, where the preset says how
 */
public record CacheConfig(
        long maxBytes,
        Duration ttl,
        Duration negativeTtl,
        Duration staleFor,
        @Nullable Path snapshot,
        boolean preload) {

    /** Less than this would hold a few thousand rows and evict all the time. */
    public static final long MIN_MAX_BYTES = 1L << 20;

    /** What an empty section means. */
    public static CacheConfig defaults() {
        return new CacheConfig(
                128L << 20, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(24), null, false);
    }
}
