package dev.postern.gateway.announcement;

import dev.postern.gateway.announcement.Announcement.Scope;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Changes that can only be found by a look at every unit: the first is looked for at once, those that follow are
 * gathered, so that no flood of them keeps a processor busy or the cache empty. For one thread.
 */
final class Sweep {

    /** Between two looks: a million units take 0.1 s. */
    static final Duration PAUSE = Duration.ofMillis(250);

    /** Between two times that all units of one relation are dropped. */
    static final Duration PAUSE_OF_WHOLE_RELATIONS = Duration.ofSeconds(1);

    /** Names that are gathered; what is more drops their relations whole. */
    private static final int MAX_NAMES = 10_000;

    /** Our own triggers make a handful. */
    private static final int MAX_KINDS = 64;

    private final UnitCache cache;
    private final LongSupplier nanoTime;
    private final AnnouncementCounters counters;
    private final Map<Kind, Set<String>> named = new HashMap<>();
    private final Set<Relation> whole = new HashSet<>();
    private final Map<Relation, Long> wholeAgainAt = new HashMap<>();
    private int names;
    private long againAt;

    Sweep(UnitCache cache, LongSupplier nanoTime, AnnouncementCounters counters) {
        this.cache = cache;
        this.nanoTime = nanoTime;
        this.counters = counters;
        this.againAt = nanoTime.getAsLong();
    }

    /** What one look can look for together. */
    private record Kind(Set<Relation> relations, Scope scope) {}

    /** Has a change looked for, at once or soon. */
    void add(Change change) {
        if (change.scope() == Scope.ALL || names + change.names().size() > MAX_NAMES || named.size() > MAX_KINDS) {
            if (!whole.addAll(change.relations())) {
                counters.gathered.increment();
            }
        } else {
            named.computeIfAbsent(new Kind(change.relations(), change.scope()), first -> new HashSet<>())
                    .addAll(change.names());
            names += change.names().size();
        }
        run();
    }

    /** Looks for what is due. */
    void run() {
        long now = nanoTime.getAsLong();
        if (now - againAt < 0) {
            return;
        }
        Set<Relation> due = due(now);
        if (due.isEmpty() && named.isEmpty()) {
            return;
        }
        List<Change> changes = takeNamed();
        whole.removeAll(due);
        counters.dropped.add(cache.invalidateIf(
                unit -> due.contains(unit.relation()) || changes.stream().anyMatch(change -> change.covers(unit))));
        counters.sweeps.increment();
        long done = nanoTime.getAsLong();
        againAt = done + PAUSE.toNanos();
        due.forEach(relation -> wholeAgainAt.put(relation, done + PAUSE_OF_WHOLE_RELATIONS.toNanos()));
    }

    /** Looks for all that is left, however soon: nobody may come back to it for long. */
    void finish() {
        againAt = nanoTime.getAsLong();
        wholeAgainAt.clear();
        run();
    }

    /** How long until something may be due. */
    Duration untilDue() {
        if (named.isEmpty() && whole.isEmpty()) {
            return PAUSE_OF_WHOLE_RELATIONS;
        }
        long now = nanoTime.getAsLong();
        long soonest = named.isEmpty() ? Long.MAX_VALUE : againAt - now;
        for (Relation relation : whole) {
            long again = wholeAgainAt.getOrDefault(relation, againAt);
            soonest = Math.min(soonest, Math.max(again, againAt) - now);
        }
        return Duration.ofNanos(Math.max(0, soonest));
    }

    private List<Change> takeNamed() {
        List<Change> changes = new ArrayList<>();
        named.forEach((kind, gathered) -> changes.add(new Change(kind.relations(), kind.scope(), gathered)));
        named.clear();
        names = 0;
        return changes;
    }

    private Set<Relation> due(long now) {
        Set<Relation> due = new HashSet<>();
        for (Relation relation : whole) {
            if (now - wholeAgainAt.getOrDefault(relation, now) >= 0) {
                due.add(relation);
            }
        }
        return due;
    }
}
