package dev.postern.gateway.directory.sql;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whose deadline has passed, whatever the connections do, and cuts statements that nobody waits for any more. It
 * looks at all of them now and then, so that a read that is answered in time pays nothing for its deadline.
 */
final class DeadlineWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

    /** What is said of a deadline that has passed. */
    static final String LATE = "no answer in time";

    /** An answer is late by this at most. */
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final SqlPool pool;
    private final Collection<Lane> lanes;

    DeadlineWatch(SqlPool pool, Collection<Lane> lanes) {
        this.pool = pool;
        this.lanes = lanes;
    }

    @Override
    public void run() {
        try {
            while (pool.queue().rest(INTERVAL.toNanos())) {
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            answerLate();
        } catch (RuntimeException bug) {
            // Without this thread no deadline would be kept any more.
            LOG.error("watching the deadlines failed", bug);
        }
    }

    private void answerLate() {
        long now = pool.now();
        List<Ask> late = pool.queue().expired(lanes);
        int waited = late.size();
        for (SqlThread thread : pool.threads()) {
            thread.current().stream()
                    .filter(ask -> ask.deadline().passed(now) && !ask.isAnswered())
                    .forEach(late::add);
            thread.cutOverrun(now);
        }
        if (late.size() > waited) {
            // Before anybody hears of it: who asks again must not be given to a connection that is as dead.
            pool.reachability().suspect();
        }
        pool.counters().expired.add(late.size());
        late.forEach(ask -> ask.unavailable(LATE));
    }
}
