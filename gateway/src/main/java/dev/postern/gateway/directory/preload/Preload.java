package dev.postern.gateway.directory.preload;

import dev.postern.gateway.directory.Completeness;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UserCursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whole relations and keeps them whole, a step at each {@link #turn}. Thread-safe; turns do not block. */
public final class Preload {
    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

    /** The time between two turns. */
    public static final Duration TURN = Duration.ofSeconds(1);

    /** How often everything is read anew: what is not announced is found then. */
    static final Duration AGAIN = Duration.ofMinutes(5);

    /** After a reading there is none for so many times as long: a flood of announcements costs a tenth of a connection. */
    private static final int REST = 9;

    /** As many as one statement asks. */
    private static final int MAX_AT_ONCE = 256;

    private final UnitCache cache;
    private final Completeness completeness;
    private final Map<Relation, Supplier<UserCursor>> lists;
    private final BooleanSupplier isUp;
    private final Duration patience;

    /** Why relations are not read before everything is read again. */
    private final Map<Relation, String> refused = new ConcurrentHashMap<>();

    /** What cannot be read as it is: an operator must mend it. */
    private final Set<Unit> unreadable = ConcurrentHashMap.newKeySet();

    private volatile boolean isWanted;
    private boolean wasUp;
    private boolean allDue;
    private boolean running;
    private long allReadAt;
    private long restsUntil;

    /**
     * Reads nothing yet.
     *
     * @param lists opens a list of the keys, for each relation that can be read whole
     * @param isUp whether the database answers
     * @param patience how long one reading may take
     */
    public Preload(
            UnitCache cache, Map<Relation, Supplier<UserCursor>> lists, BooleanSupplier isUp, Duration patience) {
        this.cache = cache;
        this.completeness = cache.completeness();
        this.lists = Map.copyOf(lists);
        this.isUp = isUp;
        this.patience = patience;
        this.restsUntil = System.nanoTime();
    }

    /** Whether there is to be any from now on; what is whole is no more when there is not. */
    public void want(boolean wanted) {
        isWanted = wanted;
        if (!wanted) {
            completeness.allLost();
        }
    }

    /** Takes over only what is to be kept whole from now on. */
    public void restored() {
        for (Relation relation : completeness.marks().keySet()) {
            if (!isWanted || !lists.containsKey(relation)) {
                completeness.lost(relation);
            }
        }
    }

    /** Begins what is due. */
    public synchronized void turn() {
        if (!isWanted) {
            return;
        }
        long now = System.nanoTime();
        boolean up = isUp.getAsBoolean();
        allDue |= completeness.takeDoubt() || (up && (!wasUp || now - allReadAt >= AGAIN.toNanos()));
        wasUp = up;
        if (up && !running) {
            running = true;
            Collection<Relation> due = now - restsUntil < 0 ? List.of() : due(now);
            long since = allReadAt;
            (due.isEmpty() ? readUnsure(since) : readWhole(due, since))
                    .onComplete(done -> ended(due.isEmpty() ? 0 : now));
        }
    }

    private Collection<Relation> due(long now) {
        if (allDue) {
            allDue = false;
            allReadAt = now;
            unreadable.clear();
            return lists.keySet();
        }
        return lists.keySet().stream()
                .filter(relation -> !completeness.isWhole(relation) && !refused.containsKey(relation))
                .toList();
    }

    private synchronized void ended(long began) {
        running = false;
        if (began != 0) {
            long now = System.nanoTime();
            restsUntil = now + (now - began) * REST;
        }
    }

    private Future<Void> readWhole(Collection<Relation> relations, long since) {
        Future<Void> reading = Future.succeededFuture();
        for (Relation relation : relations) {
            reading = reading.transform(done -> readWhole(relation, since));
        }
        return reading;
    }

    private Future<Void> readWhole(Relation relation, long since) {
        Supplier<UserCursor> list = lists.get(relation);
        if (list == null || !isWanted) {
            return done();
        }
        completeness.begin(relation);
        return new KeyList(list.get()).read().compose(keys -> {
            if (keys instanceof KeyList.Refused no) {
                return refuse(relation, no.failure());
            }
            return read(relation, new ArrayList<>(((KeyList.Keys) keys).keys()), since);
        });
    }

    /** A statement's worth after the other, so that look-ups get their turn. */
    private Future<Void> read(Relation relation, List<String> keys, long since) {
        Future<Void> reading = Future.succeededFuture();
        for (int i = 0; i < keys.size(); i += MAX_AT_ONCE) {
            List<String> some = keys.subList(i, Math.min(keys.size(), i + MAX_AT_ONCE));
            reading =
                    reading.compose(done -> completeness.isOverflown(relation) ? done() : renew(relation, some, since));
        }
        return reading.compose(done -> {
            if (completeness.isOverflown(relation)) {
                return refuse(
                        relation, new Failure.Misconfigured("its rows and the rest do not fit into cache.maxBytes"));
            }
            completeness.whole(relation, since);
            if (!isWanted) {
                completeness.lost(relation);
            }
            refused.remove(relation);
            LOG.debug("relation={} keys={} is whole", relation, keys.size());
            return done();
        });
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }

    private Future<Void> refuse(Relation relation, Failure why) {
        if (why instanceof Failure.Misconfigured) {
            completeness.lost(relation);
            if (!why.detail().equals(refused.put(relation, why.detail()))) {
                LOG.warn("relation={} is not kept whole: {}", relation, why.detail());
            }
        } else {
            LOG.debug("relation={} was not read whole: {}", relation, why.detail());
        }
        return done();
    }

    private Future<Void> readUnsure(long since) {
        Future<Void> reading = Future.succeededFuture();
        for (Relation relation : lists.keySet()) {
            List<String> unsure = completeness.unsureOf(relation).stream()
                    .filter(key -> !unreadable.contains(new Unit(relation, key)))
                    .limit(MAX_AT_ONCE)
                    .toList();
            if (!unsure.isEmpty()) {
                reading = reading.transform(done -> renew(relation, unsure, since))
                        .onSuccess(done -> LOG.debug("relation={} keys={} read again", relation, unsure.size()));
            }
        }
        return reading;
    }

    private Future<Void> renew(Relation relation, List<String> keys, long since) {
        Deadline deadline = Deadline.after(patience, System.nanoTime());
        List<Future<UnitResult>> readings = new ArrayList<>();
        for (String key : keys) {
            Unit unit = new Unit(relation, key);
            readings.add(cache.renew(unit, since, deadline).onSuccess(result -> {
                if (result instanceof Failure.Misconfigured) {
                    unreadable.add(unit);
                }
            }));
        }
        return Future.all(readings).mapEmpty();
    }
}
