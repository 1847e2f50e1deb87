package dev.postern.gateway.directory;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a {@link UnitCache} counts since its start. Read by the metrics; written by the cache alone. */
public final class CacheCounters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder stale = new LongAdder();
    private final LongAdder kept = new LongAdder();
    final LongAdder dropped = new LongAdder();
    private final LongAdder changed = new LongAdder();

    CacheCounters() {}

    /** One was kept in the place of another. */
    void keep(@Nullable CachedUnit before, CachedUnit now) {
        kept.increment();
        if (before != null && !before.value().equals(now.value())) {
            changed.increment();
        }
    }

    /** Units answered from memory within their ttl. */
    public long hits() {
        return hits.sum();
    }

    /** Units that had to be asked from the source, or waited for somebody else's asking. */
    public long misses() {
        return misses.sum();
    }

    /** Reads started in the background because a ttl neared its end. */
    public long refreshes() {
        return refreshes.sum();
    }

    /** Units that were read and kept. */
    public long kept() {
        return kept.sum();
    }

    /** Times at which units were dropped because they had changed, or might have. */
    public long dropped() {
        return dropped.sum();
    }

    /** Units that were read again and were not what they had been: nobody had announced it. */
    public long changed() {
        return changed.sum();
    }

    /** Units answered past their ttl because the source was away. */
    public long stale() {
        return stale.sum();
    }
}
