/**
 * What a map or an account database answers: the look-up semantics, the cache, and nothing about sockets or SQL.
 *
 * <h2>The data's way</h2>
 *
 * <pre>
 * (map, key) → MapDirectory → ladder of candidate keys → UnitCache → {@link UnitSource} (SQL)
 * (user, …)  → CachedAccounts ─────────────────────────────↗
 * </pre>
 *
 * <h2>Units</h2>
 *
 * The cache's {@link Unit} is one relation and one exact candidate key. An answer is composed from the units of its
 * ladder, so a change of a row makes exactly the answers stale that were built on it, in whatever spelling or with
 * whatever extension they were asked.
 *
 * <h2>Outcomes</h2>
 *
 * Found, not found, {@link Failure.Unavailable} and {@link Failure.Misconfigured} are four different values at every
 * layer. A {@link Failure} is never cached, never evicts what is cached, and never turns into "not found". Futures of
 * this package never fail: a failure is a value.
 *
 * <h2>Whole relations</h2>
 *
 * A relation of which every key has been read is {@link Completeness whole}: while its source is away, a key without a unit
 * has no row, as of the moment from which its units were read. An announced key is unsure until it is read again; an
 * announcement that names none, a flush and an eviction end it. A lost path of announcements does not, because an outage of
 * the source begins with one: what changed unheard is as old as any stale answer, bounded by {@code staleFor}, and is read
 * when the path is back. While the source answers, none of it is used.
 *
 * <h2>Threads</h2>
 *
 * Everything here is thread-safe. A future completes on the thread that learned the answer; whoever owns a connection
 * hops back to its event loop itself.
 */
@NullMarked
package dev.postern.gateway.directory;

import org.jspecify.annotations.NullMarked;
