/**
 * What the cache knows, on disk, so that a start finds it while the database is away.
 *
 * <h2>When</h2>
 *
 * Written at a graceful stop and while the gateway runs; read at start, before anybody can ask. What was read is stock,
 * never truth: each unit is asked from its source before it counts as fresh, and served only while the source is away,
 * as long as {@code staleFor} says of its whole age.
 *
 * <h2>Age</h2>
 *
 * Counts from the moment at which the source last vouched for a unit. Within one boot of the machine the time between
 * writing and reading comes from the kernel's monotonic clock, which no step of the wall clock touches; over a reboot it
 * comes from the wall clock, and counts as nothing where that went backwards. A row that ends by itself ends as it would
 * have without a restart.
 *
 * <h2>File</h2>
 *
 * <pre>
 * file     = "PSTNSNAP" version(4) meaning(32) wall(8) monotonic(8) boot(utf) unit* whole* 0 count(8) crc(4)
 * unit     = head age key [life] [value]          head, age (milliseconds), life (the same): unsigned LEB128
 * head     = 1 + relation * 16 + ends * 8 + kind  kind: 0 absent, 1 text, 2 row, 3 rows; ends: whether a life follows
 * whole    = head age                             kind 4: keys without a unit have no row, as of that age
 * value    = string, or row, or count row*
 * row      = count (column string)*               column: an index; the next one that is unused brings its name along
 * string   = length in bytes, UTF-8
 * </pre>
 *
 * Numbers of fixed size are big-endian. {@code meaning} is a digest of what the relations are asked and of whom, without
 * secrets: a file that belongs to another database or to other queries is not used. {@code crc} is the CRC-32C of all
 * before it, and is checked before anything is believed.
 *
 * <h2>Secrets</h2>
 *
 * Rows are kept as the database holds them, password hashes among them (and passwords, where the database holds those in
 * the clear), hence mode 0600. Typed passwords and the memory of which ones have matched are never written.
 *
 * <h2>Failures</h2>
 *
 * A file that is damaged, foreign, of a newer version, or open to others is renamed and not used: {@code
 * NAME.damaged-TIME}, {@code NAME.foreign-TIME}; the {@link dev.postern.gateway.directory.snapshot.Shelf#KEPT newest} of
 * each stay. What cannot be written leaves the file before it as it was. Each is one line in the log, and serving goes on.
 *
 * <h2>Limits and threads</h2>
 *
 * Streamed in both directions: no second copy of the cache is ever in memory. Blocks on the disk; never on an event loop.
 */
@NullMarked
package dev.postern.gateway.directory.snapshot;

import org.jspecify.annotations.NullMarked;
