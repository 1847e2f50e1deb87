package dev.postern.gateway.directory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A time in which answers come from memory past their ttl, because their source is away: one line in the log when it
 * begins and one when it ends, however many answers there are. Thread-safe.
 */
final class StaleSpell {
    private static final Logger LOG = LoggerFactory.getLogger(StaleSpell.class);

    /** A source that fails now and then ends no spell between two failures: that would be two lines for each. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    /** Of which something stale was served and nothing was read since. */
    private final Set<Relation> relations = ConcurrentHashMap.newKeySet();

    private long answers;
    private long lastAt;
    private volatile long oldest;

    /** An answer of this age was given, because of {@code failure}. */
    synchronized void served(Relation relation, long age, long now, Failure failure) {
        if (relations.isEmpty()) {
            answers = 0;
            oldest = 0;
            LOG.warn("stale answers begin relation={} age={}s: {}", relation, seconds(age), failure.detail());
        }
        relations.add(relation);
        answers++;
        lastAt = now;
        oldest = Math.max(oldest, age);
    }

    /** The source has answered about {@code relation}. */
    void confirmed(Relation relation, long now) {
        if (relations.contains(relation)) {
            end(now);
        }
    }

    private synchronized void end(long now) {
        if (!relations.isEmpty() && now - lastAt >= SETTLED.toNanos()) {
            relations.clear();
            LOG.info("stale answers ended answers={} oldest={}s", answers, seconds(oldest));
            oldest = 0;
        }
    }

    /** The age of the oldest answer since the spell began, in seconds; 0 outside of one. */
    long oldestSeconds() {
        return seconds(oldest);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
