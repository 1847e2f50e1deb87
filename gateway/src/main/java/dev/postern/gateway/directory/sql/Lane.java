package dev.postern.gateway.directory.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One relation's way to the database: what waits for it, and what was learned about its query. The queue and the count
 * of busy connections belong to {@link AskQueue} and its lock; the rest is thread-safe.
 */
final class Lane {

    /** How many keys one statement asks at most: beyond some dozens a larger batch gains nothing more. */
    static final int MAX_BATCH = 256;

    /** How long a relation whose batch failed is asked key by key. */
    static final Duration UNBATCHED_FOR = Duration.ofMinutes(1);

    private final RelationQuery query;
    private final Set<Integer> textParameters = ConcurrentHashMap.newKeySet();
    private final Breaker breaker;
    private volatile long unbatchedUntil;
    private volatile boolean unbatched;

    final Deque<Ask> waiting = new ArrayDeque<>();
    int busy;

    Lane(RelationQuery query) {
        this.query = query;
        this.breaker = new Breaker(query.toString());
    }

    RelationQuery query() {
        return query;
    }

    /** The parameters, from 0, whose type PostgreSQL could not infer: they are text, as a literal would be. */
    Set<Integer> textParameters() {
        return textParameters;
    }

    /** How many keys the next statement may ask. */
    int batchLimit(long now) {
        boolean single = query.template().parameterCount() == 0 || (unbatched && unbatchedUntil - now > 0);
        return single ? 1 : MAX_BATCH;
    }

    /** Asks key by key for a while. */
    void unbatch(long now) {
        unbatchedUntil = now + UNBATCHED_FOR.toNanos();
        unbatched = true;
    }

    /** Whether it is worth asking; told of each failure that is not its key's, and of each success. */
    Breaker breaker() {
        return breaker;
    }

    @Override
    public String toString() {
        return query.toString();
    }
}
