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

    /** One that comes from another cache: read before {@code trustedSince}, whatever its age. */
    static CachedUnit restored(KeptUnit kept, long now, long trustedSince) {
        Duration life = kept.life();
        long readAt = now - kept.age().toNanos();
        long untrusted = readAt - trustedSince < 0 ? readAt : trustedSince - 1;
        return new CachedUnit(kept.value(), untrusted, life == null ? ENDLESS : life.toNanos());
    }

    /** A unit that had no row at this moment, as its relation was known whole. */
    static CachedUnit absent(long asOf) {
        return new CachedUnit(UnitValue.Absent.INSTANCE, asOf, ENDLESS);
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

    /** Whether it may be answered while its source is away. */
    boolean mayAnswer(long now, Duration staleFor) {
        return now - readAt < Math.min(staleFor.toNanos(), lifeNanos);
    }

    /** As it is answered then. */
    Reading stale(Reading.Standing standing) {
        return new Reading(value, readAt, standing);
    }

    /** For another cache to take over. */
    KeptUnit kept(Unit unit, long now) {
        Duration life = lifeNanos == ENDLESS ? null : Duration.ofNanos(lifeNanos);
        return new KeptUnit(unit, value, Duration.ofNanos(now - readAt), life);
    }
}
