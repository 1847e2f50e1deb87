package dev.postern.gateway.directory;

import java.time.Duration;

/**
 * How long and how much the cache keeps.
 *
 * @param maxBytes bound on the units together, their overhead counted in
 * @param ttl after which a found unit must be read again; from {@link #REFRESH_AFTER} of it on that happens in the
 *     background
 * @param negativeTtl the same for a unit without a row
 * @param keepFor how long a unit is kept at all, so that it can answer while the source is away
 * @param readPatience how long a background refresh may take
 */
public record CachePolicy(long maxBytes, Duration ttl, Duration negativeTtl, Duration keepFor, Duration readPatience) {

    /** The share of a ttl after which a hit starts a refresh: early enough that a busy unit never expires. */
    static final double REFRESH_AFTER = 0.8;

    long ttlNanos(UnitValue value) {
        return (value instanceof UnitValue.Absent ? negativeTtl : ttl).toNanos();
    }
}
