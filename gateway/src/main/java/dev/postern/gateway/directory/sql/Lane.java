package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One relation's way to the database: what waits for it, and what was learned about its query. The queue and the count
 * of busy connections belong to {@link AskQueue} and its lock; the rest is thread-safe.
 */
final class Lane {

    /** How many keys one statement asks at most: beyond some dozens a larger batch gains nothing more. */
    static final int MAX_BATCH = 256;

    /** How long a relation whose batch failed is asked key by key. */
    static final Duration UNBATCHED_FOR = Duration.ofMinutes(1);

    /** How long a relation whose query is wrong is not asked: each try costs a line in the server's log. */
    static final Duration BROKEN_FOR = Duration.ofSeconds(1);

    /** A single error may be due to its key, as in a function that raises it; these in a row are the query's. */
    private static final int BROKEN_AFTER = 3;

    private final RelationQuery query;
    private final Set<Integer> textParameters = ConcurrentHashMap.newKeySet();
    private final AtomicInteger brokenInRow = new AtomicInteger();
    private volatile @Nullable Pause unbatched;
    private volatile @Nullable Pause broken;

    final Deque<Ask> waiting = new ArrayDeque<>();
    int busy;

    /** Until when, and why. */
    private record Pause(long until, @Nullable Failure failure) {
        boolean holds(long now) {
            return until - now > 0;
        }
    }

    Lane(RelationQuery query) {
        this.query = query;
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
        Pause pause = unbatched;
        boolean single = query.template().parameterCount() == 0 || (pause != null && pause.holds(now));
        return single ? 1 : MAX_BATCH;
    }

    /** Asks key by key for a while. */
    void unbatch(long now) {
        unbatched = new Pause(now + UNBATCHED_FOR.toNanos(), null);
    }

    /** Why the relation is not asked at all just now; null if it is. */
    @Nullable
    Failure broken(long now) {
        Pause pause = broken;
        return pause != null && pause.holds(now) ? pause.failure() : null;
    }

    /** A query was answered by the server with {@code failure}, which is the query's fault. */
    void failed(Failure failure, long now) {
        if (brokenInRow.incrementAndGet() >= BROKEN_AFTER) {
            broken = new Pause(now + BROKEN_FOR.toNanos(), failure);
        }
    }

    /** A query was answered. */
    void succeeded() {
        if (brokenInRow.get() != 0) {
            brokenInRow.set(0);
        }
    }

    @Override
    public String toString() {
        return query.toString();
    }
}
