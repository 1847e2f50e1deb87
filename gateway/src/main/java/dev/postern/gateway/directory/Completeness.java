package dev.postern.gateway.directory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which relations the cache holds whole: of these a key without a unit has no row, and that can be said while the source
 * is away. Thread-safe.
 *
 * <p>A relation is whole as of the moment from which each of its keys has been read. Keys that were announced as changed
 * since, or could not be read, are unsure until they are read.
 */
public final class Completeness {

    /** With more of them a relation is not whole in any sense worth keeping. */
    static final int MAX_UNSURE = 10_000;

    /** Of a file's ages, which are in whole milliseconds. */
    private static final long ROUNDING_NANOS = 1_000_000;

    private final LongSupplier nanoTime;
    private final Duration keepFor;
    private final long madeAt;
    private final ConcurrentMap<Relation, Whole> wholes = new ConcurrentHashMap<>();
    private final Set<Relation> overflown = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean doubted = new AtomicBoolean();

    /** A relation that is whole, or is being read. */
    private static final class Whole {
        private final Set<String> unsure = ConcurrentHashMap.newKeySet();
        private final AtomicLong changes = new AtomicLong();
        private volatile boolean isWhole;
        private volatile long asOf;

        boolean isSure() {
            return isWhole && unsure.isEmpty();
        }
    }

    /**
     * A relation that is whole and sure of every key. Two equal marks enclose a time in which no key of it changed.
     *
     * @param asOf from when on its units were read
     * @param reading which reading made it whole
     * @param changes how many keys had changed by then
     */
    public record Mark(long asOf, Object reading, long changes) {}

    Completeness(LongSupplier nanoTime, Duration keepFor) {
        this.nanoTime = nanoTime;
        this.keepFor = keepFor;
        this.madeAt = nanoTime.getAsLong();
    }

    /**
     * Begins to read a relation whole: each of its keys is then to be {@link UnitCache#renew renewed}, and in the end it is
     * {@link #whole}. Keys that change from now on are noted. What was whole stays so meanwhile.
     */
    public void begin(Relation relation) {
        overflown.remove(relation);
        wholes.computeIfAbsent(relation, first -> new Whole());
    }

    /** All keys that it had when its reading began have been read at {@code asOf} or later. */
    public void whole(Relation relation, long asOf) {
        Whole whole = wholes.get(relation);
        if (whole != null) {
            whole.asOf = asOf;
            whole.isWhole = true;
        }
    }

    /** Nobody knows any more which keys it has: it must be read anew. */
    public void lost(Relation relation) {
        wholes.remove(relation);
    }

    /** Whether it, and each key of it, is known. */
    public boolean isSureOf(Relation relation) {
        Whole whole = wholes.get(relation);
        return whole != null && whole.isSure();
    }

    /** Whether all is there but for {@link #unsureOf some keys}. */
    public boolean isWhole(Relation relation) {
        Whole whole = wholes.get(relation);
        return whole != null && whole.isWhole;
    }

    /** Whether a row of it did not fit into the cache since its reading {@link #begin began}. */
    public boolean isOverflown(Relation relation) {
        return overflown.contains(relation);
    }

    /** Changes may have been missed: what is whole is so as of an earlier moment only. */
    void doubt() {
        doubted.set(true);
    }

    /** Whether changes may have been missed since this was last asked. */
    public boolean takeDoubt() {
        return doubted.getAndSet(false);
    }

    /** A unit that told of no row can be spared: without it the same is known. */
    void evicted(@Nullable Unit unit, @Nullable CachedUnit entry, boolean forWantOfSpace) {
        if (unit != null && forWantOfSpace && !isAbsent(entry)) {
            overflown.add(unit.relation());
            lost(unit.relation());
        }
    }

    private static boolean isAbsent(@Nullable CachedUnit entry) {
        return entry != null && entry.value() instanceof UnitValue.Absent;
    }

    /** Forgets them all. */
    public void allLost() {
        wholes.clear();
    }

    /** What is known of this key does not count any more. */
    void unsure(Unit unit) {
        Whole whole = wholes.get(unit.relation());
        if (whole != null) {
            whole.unsure.add(unit.key());
            whole.changes.incrementAndGet();
            if (whole.unsure.size() > MAX_UNSURE) {
                lost(unit.relation());
            }
        }
    }

    /** The key was read. */
    void read(Unit unit) {
        Whole whole = wholes.isEmpty() ? null : wholes.get(unit.relation());
        if (whole != null) {
            whole.unsure.remove(unit.key());
        }
    }

    /** The keys that are to be read again. */
    public Set<String> unsureOf(Relation relation) {
        Whole whole = wholes.get(relation);
        return whole == null ? Set.of() : Set.copyOf(whole.unsure);
    }

    /**
     * That a unit has no row, if that is known.
     *
     * @param known what the cache holds of it: of a whole relation what was not read with the rest is there no more
     * @return null if it has one, or nobody knows
     */
    @Nullable
    CachedUnit absence(Unit unit, @Nullable CachedUnit known) {
        Whole whole = wholes.get(unit.relation());
        if (whole == null || !whole.isWhole || whole.unsure.contains(unit.key())) {
            return null;
        }
        if (known == null || known.readAt() - whole.asOf < 0) {
            // Keys are listed as they are written and folded; a row may be found in any other case as well.
            return Folding.isFolded(unit.key()) ? CachedUnit.absent(whole.asOf) : null;
        }
        return isAbsent(known) ? known : null;
    }

    /** The relations that are whole and sure of every key. */
    public Map<Relation, Mark> marks() {
        Map<Relation, Mark> marks = new HashMap<>();
        wholes.forEach((relation, whole) -> {
            long changes = whole.changes.get();
            if (whole.isSure()) {
                marks.put(relation, new Mark(whole.asOf, whole, changes));
            }
        });
        return marks;
    }

    /** The ages of those relations that have been whole ever since {@code marks} were told, without a change. */
    public Map<Relation, Duration> agesSince(Map<Relation, Mark> marks) {
        long now = nanoTime.getAsLong();
        Map<Relation, Duration> ages = new HashMap<>();
        marks().forEach((relation, mark) -> {
            if (mark.equals(marks.get(relation))) {
                ages.put(relation, Duration.ofNanos(now - mark.asOf()));
            }
        });
        return ages;
    }

    /** Takes over that a relation was whole, all of whose units were {@link UnitCache#restore restored} before. */
    public void restore(Relation relation, Duration age) {
        if (!isOverflown(relation) && age.compareTo(keepFor) < 0) {
            begin(relation);
            // Before every unit of it: these were restored after this was made.
            whole(relation, madeAt - age.toNanos() - ROUNDING_NANOS);
        }
    }
}
