package dev.postern.gateway.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.postern.gateway.directory.Reading.Standing;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cache of units: bounded in bytes, one read in flight per unit however many ask, failures neither kept nor
 * evicting. Thread-safe.
 *
 * <p>A read that began before a unit was {@link #invalidate invalidated} still answers those who waited for it, but its
 * result is never kept: it is detached from the unit, and whoever asks afterwards starts a new one.
 */
public final class UnitCache {

    /** For {@link #limitTtl}: as long as the policy says. */
    public static final Duration NO_LIMIT = Duration.ofNanos(Long.MAX_VALUE);

    private final UnitSource source;
    private final CachePolicy policy;
    private final LongSupplier nanoTime;
    private final Cache<Unit, CachedUnit> entries;
    private final ConcurrentMap<Unit, Flight> flights = new ConcurrentHashMap<>();
    private final CacheCounters counters = new CacheCounters();
    private final StaleSpell stale = new StaleSpell();
    private final Completeness completeness;

    /** What was read before this moment must be read again before it counts as fresh. */
    private volatile long trustedSince;

    private volatile long ttlLimit = NO_LIMIT.toNanos();

    /** @param nanoTime the clock, on the scale of {@link System#nanoTime()} */
    public UnitCache(UnitSource source, CachePolicy policy, LongSupplier nanoTime) {
        this.source = source;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.completeness = new Completeness(nanoTime, policy.keepFor());
        this.trustedSince = nanoTime.getAsLong();
        // Upkeep on the calling thread: it is short, and handing it to another one would cost a wake-up each time.
        this.entries = Caffeine.newBuilder()
                .maximumWeight(policy.maxBytes())
                .weigher((Unit unit, CachedUnit entry) -> UnitWeight.of(unit, entry.value()))
                .expireAfterWrite(policy.keepFor())
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .evictionListener((unit, entry, cause) -> completeness.evicted(unit, entry, cause == RemovalCause.SIZE))
                .build();
    }

    /** The unit's value if it is cached and within its ttl, else null. Starts a refresh when the ttl nears its end. */
    @Nullable
    UnitValue fresh(Unit unit) {
        CachedUnit entry = freshEntry(unit);
        return entry == null ? null : entry.value();
    }

    /**
     * The unit's value, from the cache while it is fresh, else from the source.
     *
     * @param staleFor while the source is away a cached value is served up to this age
     */
    Future<UnitResult> get(Unit unit, Duration staleFor, Deadline deadline) {
        return reading(unit, AccountStore.ANY_AGE, staleFor, deadline).map(Reading::result);
    }

    /**
     * As {@link #get}, and when the reading began.
     *
     * @param readSince the oldest reading that will do, or {@link AccountStore#ANY_AGE}: then the ttl decides, and a
     *     stale value will do while the source is away
     */
    Future<Reading> reading(Unit unit, long readSince, Duration staleFor, Deadline deadline) {
        boolean anyAge = readSince == AccountStore.ANY_AGE;
        CachedUnit entry = freshEntry(unit);
        if (entry != null && (anyAge || entry.readAt() - readSince >= 0)) {
            return Future.succeededFuture(new Reading(entry.value(), entry.readAt()));
        }
        counters.misses.increment();
        Future<Reading> read = read(unit, readSince, deadline);
        return anyAge ? read.map(reading -> orStale(unit, staleFor, reading)) : read;
    }

    /**
     * Drops a unit because its source announced a change. A read that is under way will not be kept.
     *
     * @return whether there was something to drop
     */
    public boolean invalidate(Unit unit) {
        boolean[] dropped = new boolean[1];
        flights.compute(unit, (same, flight) -> {
            completeness.unsure(unit);
            dropped[0] = entries.asMap().remove(unit) != null || flight != null;
            return null;
        });
        if (dropped[0]) {
            counters.dropped.increment();
        }
        return dropped[0];
    }

    /**
     * Drops all units of which a condition holds, as {@link #invalidate} does, and says how many: looks at each, which
     * takes about a tenth of a second for a million.
     */
    public int invalidateIf(Predicate<Unit> condition) {
        int dropped = 0;
        // First the reads that are under way: what they have put into the cache by now is found there.
        for (Unit unit : flights.keySet()) {
            dropped += condition.test(unit) && invalidate(unit) ? 1 : 0;
        }
        for (Unit unit : entries.asMap().keySet()) {
            dropped += condition.test(unit) && invalidate(unit) ? 1 : 0;
        }
        return dropped;
    }

    /**
     * Bounds the ttl from now on, whatever the policy says: for while changes are not heard of.
     *
     * @param limit {@link #NO_LIMIT} for what the policy says
     */
    public void limitTtl(Duration limit) {
        ttlLimit = limit.toNanos();
    }

    /** Drops all units, and detaches all reads that are under way. */
    public void invalidateAll() {
        completeness.allLost();
        flights.keySet().forEach(this::invalidate);
        entries.invalidateAll();
        // What was begun meanwhile counted on units that are gone.
        completeness.allLost();
        counters.dropped.increment();
    }

    /** Marks all units for revalidation and evicts none: changes may have been missed, yet a stale stock has its use. */
    public void distrust() {
        trustedSince = nanoTime.getAsLong();
        flights.clear();
        completeness.doubt();
    }

    /** All that may still be served, while it goes on being used: what changes meanwhile may or may not be among it. */
    public Iterator<KeptUnit> kept() {
        long now = nanoTime.getAsLong();
        return entries.asMap().entrySet().stream()
                .filter(cached -> cached.getValue().mayAnswer(now, policy.keepFor()))
                .map(cached -> cached.getValue().kept(cached.getKey(), now))
                .iterator();
    }

    /** Takes over a unit of another cache: it must be read again before it counts as fresh. What is known better stays. */
    public void restore(KeptUnit kept) {
        if (!kept.isOver(policy.keepFor())) {
            kept.unit().relation().keeps(kept.unit().key());
            entries.asMap().putIfAbsent(kept.unit(), CachedUnit.restored(kept, nanoTime.getAsLong(), trustedSince));
        }
    }

    /** Reads a unit, unless it was read at {@code since} or later. What is not known then is unsure. */
    public Future<UnitResult> renew(Unit unit, long since, Deadline deadline) {
        CachedUnit known = readSince(unit, since);
        return known != null
                ? Future.succeededFuture(known.value())
                : read(unit, since, deadline).map(reading -> {
                    if (readSince(unit, since) == null) {
                        completeness.unsure(unit);
                    }
                    return reading.result();
                });
    }

    private @Nullable CachedUnit readSince(Unit unit, long since) {
        CachedUnit entry = entries.getIfPresent(unit);
        return entry != null && entry.readAt() - since >= 0 ? entry : null;
    }

    /** Which relations are known whole. */
    public Completeness completeness() {
        return completeness;
    }

    /** Leaves a unit to another cache: it has not changed. */
    public void forget(Unit unit) {
        entries.invalidate(unit);
    }

    /** Counts since the start, and the present size. */
    public CacheCounters counters() {
        return counters;
    }

    /** How many units are cached, roughly. */
    public long size() {
        return entries.estimatedSize();
    }

    /** What they weigh, in bytes, as far as upkeep has come. */
    public long weight() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** The age of the oldest answer that was served while its source is away, in seconds; 0 when none is. */
    public long oldestStaleSeconds() {
        return stale.oldestSeconds();
    }

    private @Nullable CachedUnit freshEntry(Unit unit) {
        CachedUnit entry = entries.getIfPresent(unit);
        if (entry == null || entry.readAt() - trustedSince < 0) {
            return null;
        }
        long age = nanoTime.getAsLong() - entry.readAt();
        long ttl = Math.min(policy.ttlNanos(entry.value()), ttlLimit);
        if (age >= ttl || age >= entry.lifeNanos()) {
            return null;
        }
        if (age >= ttl * CachePolicy.REFRESH_AFTER) {
            refresh(unit);
        }
        counters.hits.increment();
        return entry;
    }

    private Reading orStale(Unit unit, Duration staleFor, Reading reading) {
        if (!(reading.result() instanceof Failure.Unavailable away)) {
            return reading;
        }
        CachedUnit known = entries.getIfPresent(unit);
        CachedUnit absence = completeness.absence(unit, known);
        CachedUnit entry = absence == null ? known : absence;
        long now = nanoTime.getAsLong();
        if (entry == null || !entry.mayAnswer(now, staleFor)) {
            return reading;
        }
        counters.stale.increment();
        stale.served(unit.relation(), now - entry.readAt(), now, away);
        return entry.stale(absence == null ? Standing.STALE : Standing.ABSENT_FROM_WHOLE);
    }

    private void refresh(Unit unit) {
        if (!flights.containsKey(unit)) {
            counters.refreshes.increment();
            read(unit, AccountStore.ANY_AGE, Deadline.after(policy.readPatience(), nanoTime.getAsLong()));
        }
    }

    /** Joins a read that began recently enough, or starts one. */
    private Future<Reading> read(Unit unit, long since, Deadline deadline) {
        // Before the read: a change that is announced meanwhile must find it.
        unit.relation().keeps(unit.key());
        Flight mine = new Flight(nanoTime.getAsLong());
        Flight flight = flights.compute(
                unit,
                (same, running) -> running != null && (since == AccountStore.ANY_AGE || running.startedAt - since >= 0)
                        ? running
                        : mine);
        if (flight == mine) {
            // Never inside compute(): a source that answers at once would come back to the same bin.
            source.read(unit, deadline)
                    .onSuccess(result -> land(unit, mine, result))
                    .onFailure(bug -> {
                        flights.remove(unit, mine);
                        mine.promise.fail(bug);
                    });
        }
        return flight.promise.future();
    }

    /** Keeps the result if the flight is still the unit's own; one that was detached may carry an old row. */
    private void land(Unit unit, Flight flight, UnitResult result) {
        flights.computeIfPresent(unit, (same, current) -> {
            if (current != flight) {
                return current;
            }
            CachedUnit kept = CachedUnit.read(result, flight.startedAt, policy);
            if (kept != null) {
                counters.keep(entries.asMap().put(unit, kept), kept);
                completeness.read(unit);
            }
            return null;
        });
        if (!(result instanceof Failure.Unavailable)) {
            stale.confirmed(unit.relation(), nanoTime.getAsLong());
        }
        UnitResult handedOut = result instanceof Perishable perishable ? perishable.value() : result;
        flight.promise.complete(new Reading(handedOut, flight.startedAt));
    }
}
