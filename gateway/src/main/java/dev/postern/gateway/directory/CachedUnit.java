package dev.postern.gateway.directory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the cache holds of a unit.
 *
 * @param readAt when reading it began: the moment at which the source still vouched for it
 * @param lifeNanos how long it may live since then, {@link #ENDLESS} if it does not end by itself
 */
record CachedUnit(UnitValue value, long readAt, long lifeNanos) {
    private static final long ENDLESS = Long.MAX_VALUE;

    /** A value that was taken over from another cache. */
    static CachedUnit restored(UnitValue value, long readAt, @Nullable Duration life) {
        return new CachedUnit(value, readAt, life == null ? ENDLESS : life.toNanos());
    }

    /** What a reading gave; null if it gave nothing that may be kept. */
    static @Nullable CachedUnit read(UnitResult result, long readAt, CachePolicy policy) {
        if (result instanceof UnitValue value) {
            return new CachedUnit(value, readAt, ENDLESS);
        }
        return result instanceof Perishable perishable
                ? new CachedUnit(perishable.value(), readAt, lifeNanos(perishable, policy))
                : null;
    }

    /** Counted from the beginning of the reading, as ages are: that is never too long. */
    private static long lifeNanos(Perishable perishable, CachePolicy policy) {
        boolean outlivesCache = perishable.remaining().compareTo(policy.keepFor()) >= 0;
        return outlivesCache ? ENDLESS : perishable.remaining().toNanos();
    }

    /** For another cache to take over. */
    KeptUnit kept(Unit unit, long now) {
        Duration life = lifeNanos == ENDLESS ? null : Duration.ofNanos(lifeNanos);
        return new KeptUnit(unit, value, Duration.ofNanos(now - readAt), life);
    }
}
