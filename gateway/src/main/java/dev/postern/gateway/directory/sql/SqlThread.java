package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UnitResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with one connection: takes what waits, asks it, answers it, and mends the connection. */
final class SqlThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlThread.class);

    /** A batch gets half of what is left, so that its keys can still be asked alone; but never less than this. */
    private static final Duration SHORTEST_BATCH = Duration.ofMillis(100);

    /** How long after the last deadline a statement is cut whose server keeps trickling. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final SqlPool pool;
    private final ConnectionKeeper keeper;
    private final boolean first;
    private volatile List<Ask> current = List.of();
    private volatile long cutAt;
    private int failedAttempts;
    private boolean resting;
    private boolean probing;

    /** @param first whether this thread makes the first contact, without being asked */
    SqlThread(SqlPool pool, boolean first) {
        this.pool = pool;
        this.keeper = new ConnectionKeeper(pool);
        this.first = first;
    }

    boolean isConnected() {
        return keeper.isConnected();
    }

    /** What is being asked. */
    List<Ask> current() {
        return current;
    }

    /** Cuts a statement that goes on after everybody has gone. From any thread. */
    void cutOverrun(long now) {
        if (!current.isEmpty() && now - cutAt > 0) {
            keeper.cut();
        }
    }

    /** Cuts whatever runs. From any thread. */
    void cut() {
        keeper.cut();
    }

    @Override
    public void run() {
        try {
            if (first) {
                firstContact();
            }
            pool.contact().await();
            for (List<Ask> asks = pool.queue().take();
                    asks != null;
                    asks = pool.queue().take()) {
                serve(asks.get(0).lane(), asks);
                recover();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            keeper.drop();
        }
    }

    private void serve(Lane lane, List<Ask> asks) {
        try {
            serve(lane, asks, true);
        } catch (RuntimeException bug) {
            // The one catch for bugs: none may cost the thread, nor anybody the answer.
            LOG.error("asking for {} failed", lane, bug);
            keeper.drop();
            asks.forEach(ask -> ask.unavailable("an error of the gateway's own"));
        } finally {
            current = List.of();
            pool.queue().done(lane);
        }
    }

    /** @param again whether a lost connection is worth another attempt */
    private void serve(Lane lane, List<Ask> taken, boolean again) {
        List<Ask> asks = taken.stream().filter(ask -> !ask.isAnswered()).toList();
        if (asks.isEmpty()) {
            return;
        }
        Failure known = known(lane);
        if (known != null) {
            asks.forEach(ask -> ask.answer(known));
            return;
        }
        cutAt = pool.now() + longest(asks) + GRACE.toNanos();
        current = asks;
        PinnedConnection open = connected(asks);
        if (open != null) {
            try {
                ask(open, lane, asks);
                keeper.used();
            } catch (SQLException failure) {
                failed(lane, asks, failure, again);
            }
        }
    }

    /** A failure that stands without asking; null if there is none. */
    private @Nullable Failure known(Lane lane) {
        String down = pool.reachability().downReason();
        return down == null ? lane.breaker().standing() : new Failure.Unavailable(SqlPool.down(down));
    }

    /** Null if there is no connection: then the asks have been seen to. */
    private @Nullable PinnedConnection connected(List<Ask> asks) {
        try {
            PinnedConnection open = keeper.connected(longest(asks));
            failedAttempts = 0;
            return open;
        } catch (SQLException failure) {
            openFailed(failure, asks);
            return null;
        }
    }

    private void ask(PinnedConnection open, Lane lane, List<Ask> asks) throws SQLException {
        if (asks.size() == 1) {
            pool.counters().singles.increment();
            open.patience(longest(asks));
            UnitResult result = open.ask(lane, asks.get(0));
            lane.breaker().succeeded();
            asks.get(0).answer(result);
        } else {
            askTogether(open, lane, asks);
        }
    }

    private void askTogether(PinnedConnection open, Lane lane, List<Ask> asks) throws SQLException {
        try {
            open.patience(Math.max(longest(asks) / 2, SHORTEST_BATCH.toNanos()));
            List<UnitResult> results = open.askAll(lane, asks);
            pool.counters().batches.increment();
            pool.counters().batchedKeys.add(asks.size());
            lane.breaker().succeeded();
            for (int i = 0; i < asks.size(); i++) {
                asks.get(i).answer(results.get(i));
            }
        } catch (NotBatchable unsuited) {
            LOG.debug("{} is asked key by key: {}", lane, unsuited.getMessage());
            singly(lane, asks);
        }
    }

    private void failed(Lane lane, List<Ask> asks, SQLException failure, boolean again) {
        SqlFailure kind = SqlFailure.of(failure);
        pool.counters().failed(kind);
        LOG.debug("asking {} keys of {} failed", asks.size(), lane, failure);
        if (kind.endsConnection()) {
            keeper.drop();
            pool.reachability().suspect();
        }
        if (kind == SqlFailure.LOST && again) {
            pool.counters().askedAgain.add(asks.size());
            serve(lane, asks, false);
        } else if (kind != SqlFailure.LOST && asks.size() > 1) {
            keeper.forgetBatch(lane);
            singly(lane, asks);
        } else {
            fail(lane, asks, kind, failure);
        }
    }

    /** Has each key asked alone, by whichever threads are free, and the relation left unbatched for a while. */
    private void singly(Lane lane, List<Ask> asks) {
        lane.unbatch(pool.now());
        pool.counters().askedAgain.add(asks.size());
        pool.queue().putBack(asks);
    }

    private void fail(Lane lane, List<Ask> asks, SqlFailure kind, SQLException failure) {
        Failure answer = kind.toFailure(lane.toString(), failure);
        if (kind.isTheRelations()) {
            lane.breaker().failed(answer, pool.now());
        }
        asks.forEach(ask -> ask.answer(answer));
    }

    private long longest(List<Ask> asks) {
        long now = pool.now();
        return asks.stream()
                .mapToLong(ask -> ask.deadline().remaining(now))
                .max()
                .orElse(0);
    }

    /** While others are connected, one refusal says nothing about the database: they take over, and this one rests. */
    private void openFailed(SQLException failure, List<Ask> asks) {
        if (SqlFailure.of(failure) != SqlFailure.LOST && pool.anyConnected()) {
            LOG.debug("one connection less than configured", failure);
            resting = true;
            pool.queue().putBack(asks);
        } else {
            down(failure);
            asks.forEach(ask -> ask.unavailable(SqlPool.down(SqlFailure.text(failure))));
        }
    }

    /** Who finds the database down is the one who tries again; everybody else fails at once. */
    private void down(SQLException failure) {
        String reason = SqlFailure.text(failure);
        if (pool.reachability().down(reason)) {
            probing = true;
            pool.queue().drain().forEach(ask -> ask.unavailable(SqlPool.down(reason)));
        }
    }

    private void firstContact() throws InterruptedException {
        try {
            keeper.open();
        } catch (SQLException failure) {
            down(failure);
        } finally {
            pool.contact().countDown();
        }
        recover();
    }

    /** Waits until connecting may succeed, or has. */
    private void recover() throws InterruptedException {
        if (resting) {
            resting = false;
            pool.queue().rest(Reachability.pauseNanos(failedAttempts++));
        }
        while (probing && pool.queue().rest(Reachability.pauseNanos(failedAttempts++))) {
            try {
                keeper.open();
                probing = false;
                failedAttempts = 0;
            } catch (SQLException stillDown) {
                LOG.debug("the database is still down", stillDown);
            }
        }
    }
}
