package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitSource;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Reads from replicas, but for what they may not have seen change yet: until they have replayed it, that is read from the
 * primary. Thread-safe.
 */
public final class ReplicaReads implements UnitSource {

    /** Beyond it, as after a bulk of changes while a replica lags, everything is read from the primary. */
    private static final int MAX_CHANGES = 4096;

    private final UnitSource replicas;
    private final UnitSource primary;
    private final ConcurrentLinkedQueue<Awaited> awaited = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder diverted = new LongAdder();

    /** A change, and where in the primary's log everything of it has been written. */
    private record Awaited(Predicate<Unit> covers, long position) {}

    ReplicaReads(UnitSource replicas, UnitSource primary) {
        this.replicas = replicas;
        this.primary = primary;
    }

    /**
     * A change was committed. To be told before what is cached of it is dropped.
     *
     * @param position of the primary's log after it, in bytes; never less than the one before
     */
    public void changed(Predicate<Unit> covers, long position) {
        if (count.incrementAndGet() > MAX_CHANGES) {
            Awaited everything = new Awaited(unit -> true, position);
            awaited.add(everything);
            awaited.removeIf(change -> !change.equals(everything));
            count.set(1);
        } else {
            awaited.add(new Awaited(covers, position));
        }
    }

    /** Whether there are changes that replicas may not have seen. */
    boolean isWaiting() {
        return !awaited.isEmpty();
    }

    /** All replicas have replayed the log up to here. */
    void replayed(long position) {
        while (!awaited.isEmpty()) {
            Awaited oldest = awaited.peek();
            if (oldest == null || oldest.position() > position) {
                return;
            }
            if (awaited.remove(oldest)) {
                count.decrementAndGet();
            }
        }
    }

    /** How many units were read from the primary because of a change. */
    public long diverted() {
        return diverted.sum();
    }

    @Override
    public Future<UnitResult> read(Unit unit, Deadline deadline) {
        for (Awaited change : awaited) {
            if (change.covers().test(unit)) {
                diverted.increment();
                return primary.read(unit, deadline);
            }
        }
        return replicas.read(unit, deadline);
    }
}
