package dev.postern.gateway.directory.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a connection: a bounded queue per relation, served in turn. A thread that comes for work takes all that
 * waits for one relation, as far as it may be asked in one statement; so one key is asked at once, and many together.
 * Thread-safe.
 */
final class AskQueue {

    /**
     * How many may wait in all. At 50,000 keys/s this is a tenth of a second's work; beyond it an honest "try again" is
     * worth more than a late answer.
     */
    static final int MAX_WAITING = 8192;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final int maxBusy;
    private final LongSupplier nanoTime;
    private int waiting;
    private int idle;
    private boolean waking;
    private boolean closed;

    /**
     * @param relations how many there are: if others may wait, one leaves a connection to them
     * @param threads how many come for work
     */
    AskQueue(int relations, int threads, LongSupplier nanoTime) {
        this.maxBusy = relations > 1 && threads > 1 ? threads - 1 : threads;
        this.nanoTime = nanoTime;
    }

    /** Lets {@code ask} wait; false if too many wait already, or nobody will come any more. */
    boolean offer(Ask ask) {
        lock.lock();
        try {
            if (closed || waiting >= MAX_WAITING) {
                return false;
            }
            Lane lane = ask.lane();
            if (lane.waiting.isEmpty()) {
                ready.addLast(lane);
            }
            lane.waiting.addLast(ask);
            waiting++;
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was taken and could not be asked, before what came later. */
    void putBack(List<Ask> asks) {
        lock.lock();
        try {
            for (int i = asks.size() - 1; i >= 0; i--) {
                Lane lane = asks.get(i).lane();
                if (lane.waiting.isEmpty()) {
                    ready.addFirst(lane);
                }
                lane.waiting.addFirst(asks.get(i));
                waiting++;
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work: units of one relation, which count as busy until {@link #done}. Null when closed. */
    @Nullable
    List<Ask> take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Lane lane = nextLane();
                if (lane != null) {
                    return take(lane);
                }
                idle++;
                work.await();
                idle--;
                waking = false;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private List<Ask> take(Lane lane) {
        ready.remove(lane);
        List<Ask> taken = drain(lane, lane.batchLimit(nanoTime.getAsLong()));
        lane.busy++;
        wake();
        return taken;
    }

    /** A connection of this relation is free again. */
    void done(Lane lane) {
        lock.lock();
        try {
            lane.busy--;
            if (lane.busy == maxBusy - 1) {
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits without taking work; false when closed. */
    boolean rest(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out whose deadline has passed. */
    List<Ask> expired(Collection<Lane> lanes) {
        long now = nanoTime.getAsLong();
        List<Ask> expired = new ArrayList<>();
        lock.lock();
        try {
            for (Lane lane : lanes) {
                for (Iterator<Ask> asks = lane.waiting.iterator(); asks.hasNext(); ) {
                    Ask ask = asks.next();
                    if (ask.deadline().passed(now)) {
                        expired.add(ask);
                        asks.remove();
                        waiting--;
                    }
                }
                if (lane.waiting.isEmpty()) {
                    ready.remove(lane);
                }
            }
        } finally {
            lock.unlock();
        }
        return expired;
    }

    /** Takes out all that wait. */
    List<Ask> drain() {
        List<Ask> drained = new ArrayList<>();
        lock.lock();
        try {
            while (!ready.isEmpty()) {
                drained.addAll(drain(ready.removeFirst(), Integer.MAX_VALUE));
            }
        } finally {
            lock.unlock();
        }
        return drained;
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Sends the threads home and lets nothing in any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The relation whose turn it is; null if none may be asked. */
    private @Nullable Lane nextLane() {
        for (Lane lane : ready) {
            if (lane.busy < maxBusy) {
                return lane;
            }
        }
        return null;
    }

    private List<Ask> drain(Lane lane, int limit) {
        List<Ask> taken = new ArrayList<>(Math.min(limit, lane.waiting.size()));
        while (taken.size() < limit && !lane.waiting.isEmpty()) {
            taken.add(lane.waiting.removeFirst());
        }
        waiting -= taken.size();
        if (!lane.waiting.isEmpty()) {
            ready.addLast(lane);
        }
        return taken;
    }

    /** Wakes one thread unless one is on its way: whoever comes takes all that has gathered by then, and wakes the next. */
    private void wake() {
        if (idle > 0 && !waking && nextLane() != null) {
            waking = true;
            work.signal();
        }
    }
}
