package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitSource;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Units from PostgreSQL: a few threads with a connection each, which ask what waits, one key at once and many together.
 * Thread-safe; futures complete on its threads.
 *
 * <p>It connects by itself and at once. While the database cannot be reached, reads fail at once, and it is tried again
 * at most every half second. A read is answered by its deadline, whatever the database does.
 */
public final class SqlSource implements UnitSource, AutoCloseable {

    /** A thread that is connecting cannot be hurried; it is a daemon and ends by itself. */
    private static final long CLOSE_MILLIS = 500;

    private final Map<Relation, RelationQuery> queries;
    private final Map<RelationQuery, Lane> lanes;
    private final SqlPool pool;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads, and connecting.
     *
     * @param relations all that will ever be asked for
     * @param nanoTime the clock of deadlines, on the scale of {@link System#nanoTime()}
     * @param listener told of each change of the state, on one of the threads; must not block
     */
    public SqlSource(
            DatabaseSettings settings,
            List<RelationQuery> relations,
            LongSupplier nanoTime,
            Consumer<DatabaseState> listener) {
        this.queries =
                relations.stream().collect(Collectors.toUnmodifiableMap(RelationQuery::relation, Function.identity()));
        this.lanes = relations.stream()
                .flatMap(query -> query.statements().stream())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), Lane::new));
        this.pool = new SqlPool(
                new Connector(settings),
                new AskQueue(lanes.size(), settings.connections(), nanoTime),
                new Reachability(settings.name(), nanoTime, listener),
                new SqlCounters(),
                new CountDownLatch(1),
                nanoTime,
                new ArrayList<>());
        for (int i = 1; i <= settings.connections(); i++) {
            SqlThread worker = new SqlThread(pool, i == 1);
            pool.threads().add(worker);
            threads.add(thread(worker, "postern-sql-" + i));
        }
        threads.add(thread(new DeadlineWatch(pool, List.copyOf(lanes.values())), "postern-sql-watch"));
        threads.forEach(Thread::start);
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Future<UnitResult> read(Unit unit, Deadline deadline) {
        RelationQuery query = queries.get(unit.relation());
        if (query == null) {
            return misconfigured(unit, "no query reads it");
        }
        RelationQuery statement = query.statement(unit);
        Lane lane = statement == null ? null : lanes.get(statement);
        if (lane == null) {
            return misconfigured(unit, "names in the query depend on the service, and there are none for this one");
        }
        return read(lane, unit, deadline);
    }

    private static Future<UnitResult> misconfigured(Unit unit, String what) {
        return Future.succeededFuture(new Failure.Misconfigured(unit.relation() + ": " + what));
    }

    private Future<UnitResult> read(Lane lane, Unit unit, Deadline deadline) {
        List<String> values = lane.query().values(unit);
        // PostgreSQL's texts cannot hold NUL: no row can have such a key.
        if (values == null || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            return Future.succeededFuture(UnitValue.Absent.INSTANCE);
        }
        UnitResult refusal = refusal(lane, deadline);
        if (refusal != null) {
            return Future.succeededFuture(refusal);
        }
        Ask ask = new Ask(lane, unit.key(), values, deadline);
        if (!pool.queue().offer(ask)) {
            pool.counters().refused.increment();
            ask.unavailable("too many wait for the database, or the gateway stops");
        }
        return ask.future();
    }

    /** Why it is no use to wait; null if it may be. */
    private @Nullable UnitResult refusal(Lane lane, Deadline deadline) {
        String down = pool.reachability().downReason();
        if (down != null) {
            pool.counters().refused.increment();
            return new Failure.Unavailable(lane + ": " + SqlPool.down(down));
        }
        if (deadline.passed(pool.now())) {
            pool.counters().expired.increment();
            return new Failure.Unavailable(lane + ": " + DeadlineWatch.LATE);
        }
        Failure paused = lane.breaker().refusal(pool.now(), pool.reachability().trustedSince());
        if (paused != null) {
            pool.counters().refused.increment();
        }
        return paused;
    }

    /** Whether the database answers, as far as is known. */
    public DatabaseState state() {
        return pool.reachability().state();
    }

    /** What was asked since the start. */
    public SqlStatistics statistics() {
        return pool.counters().snapshot(pool.queue().waiting());
    }

    /** Answers all that wait with a failure, and ends the threads and their connections. Waits for them a little. */
    @Override
    public void close() {
        pool.queue().close();
        pool.queue().drain().forEach(SqlSource::stopping);
        pool.threads().forEach(thread -> thread.current().forEach(SqlSource::stopping));
        // Only now: a thread whose connection is lost asks again what nobody has answered.
        pool.threads().forEach(SqlThread::cut);
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        // What a thread put back in the meantime.
        pool.queue().drain().forEach(SqlSource::stopping);
    }

    private static void stopping(Ask ask) {
        ask.unavailable("the gateway stops");
    }
}
