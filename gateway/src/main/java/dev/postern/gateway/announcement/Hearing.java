package dev.postern.gateway.announcement;

import dev.postern.gateway.directory.UnitCache;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether the sources that announce their changes are heard: while one of them is not, nothing that is cached counts for
 * long. Thread-safe.
 */
final class Hearing {

    /** With the 4 s in which a loss is noticed, how long an unheard change may go unseen while the database answers. */
    static final Duration TTL_WHILE_DEAF = Duration.ofSeconds(10);

    private final UnitCache cache;
    private final Set<String> missed = new HashSet<>();

    Hearing(UnitCache cache) {
        this.cache = cache;
    }

    /** Nothing is heard of a source that announces. */
    synchronized void missed(String source) {
        missed.add(source);
        cache.limitTtl(TTL_WHILE_DEAF);
    }

    /** From now on every change of a source is heard, or it never announces any; what changed before is not known. */
    synchronized void heard(String source) {
        missed.remove(source);
        cache.distrust();
        if (missed.isEmpty()) {
            cache.limitTtl(UnitCache.NO_LIMIT);
        }
    }
}
