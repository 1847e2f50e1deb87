package dev.postern.gateway.config;

import java.time.Duration;

/**
 * How much is kept in memory, and how long.
 *
 * @param maxBytes bound on all that is kept, its own overhead counted in
 * @param ttl after which a row that was found is read again
 * @param negativeTtl after which a row that was not found is asked for again; zero: each time
 * @param staleFor how old look-ups may be that are still answered while the database is away; zero for none
 */
public record CacheConfig(long maxBytes, Duration ttl, Duration negativeTtl, Duration staleFor) {

    /** Less than this would hold a few thousand rows and evict all the time. */
    public static final long MIN_MAX_BYTES = 1L << 20;

    /** What an empty section means. */
    public static CacheConfig defaults() {
        return new CacheConfig(128L << 20, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(24));
    }
}
