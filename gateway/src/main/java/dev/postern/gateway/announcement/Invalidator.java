package dev.postern.gateway.announcement;

import dev.postern.gateway.announcement.Announcement.Scope;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitCache;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops what announcements are about: units of which the key is known at once, what has to be looked for in a
 * {@link Sweep}. For one thread.
 */
final class Invalidator {
    private final UnitCache cache;
    private final Sweep sweep;
    private final AnnouncementCounters counters;

    Invalidator(UnitCache cache, Sweep sweep, AnnouncementCounters counters) {
        this.cache = cache;
        this.sweep = sweep;
        this.counters = counters;
    }

    void take(Change change) {
        if (change.scope() != Scope.KEYS) {
            look(change);
            return;
        }
        for (Relation relation : change.relations()) {
            if (!dropKeys(relation, change.names())) {
                look(new Change(Set.of(relation), change.scope(), change.names()));
            }
        }
    }

    /** Before the look: what it drops would seem to have no row, and nobody knows which keys came with the change. */
    private void look(Change change) {
        change.relations().forEach(cache.completeness()::lost);
        sweep.add(change);
    }

    /** @return false if nobody can tell under which keys the relation's units are */
    private boolean dropKeys(Relation relation, Set<String> names) {
        for (String name : names) {
            List<String> keys = keys(relation, name);
            if (keys == null) {
                return false;
            }
            keys.forEach(key -> {
                if (cache.invalidate(new Unit(relation, key))) {
                    counters.dropped.increment();
                }
            });
        }
        return true;
    }

    private static @Nullable List<String> keys(Relation relation, String name) {
        return relation.inputs().isEmpty() ? List.of(name) : relation.keysOf(name);
    }
}
