/**
 * Reads whole relations into the cache and keeps them whole ({@code cache.preload}), so that a small site answers every key
 * without its database, also those that nobody has.
 *
 * <h2>When</h2>
 *
 * All are read when the database comes up, every {@link dev.postern.gateway.directory.preload.Preload#AGAIN} thereafter, and
 * when announcements may have been missed. One that was lost, as by an announcement that names no keys, has its keys listed
 * again and is read where something is missing. Single keys that were announced are read again at the next turn. Each key is
 * read as a look-up would read it. What whole means, and what ends it, is {@link
 * dev.postern.gateway.directory.Completeness}.
 *
 * <h2>Limits</h2>
 *
 * A relation of more than {@value dev.postern.gateway.directory.preload.KeyList#MAX_KEYS} keys, one with a row that answers
 * for every key, and one that does not fit into the cache are not kept whole: one line of the log says so. After a reading
 * there is none for nine times as long, so that a flood of announcements costs a tenth of a connection.
 *
 * <h2>Failures</h2>
 *
 * A list or a key that cannot be read leaves the relation as it was: whole as of an earlier moment, or not at all.
 */
@NullMarked
package dev.postern.gateway.directory.preload;

import org.jspecify.annotations.NullMarked;
