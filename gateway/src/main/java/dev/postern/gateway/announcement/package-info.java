/**
 * Changes in the database, heard of within moments: what is cached of them is dropped, and nothing else.
 *
 * <h2>What is heard</h2>
 *
 * Triggers that {@code postern schema install} makes notify the channel {@code postern} when a transaction commits. A
 * payload is one JSON object of at most 8,000 bytes:
 *
 * <pre>
 * {"v": 1, "of": ["postfix_virtual", "postfix_senders"], "keys": ["info@example.org", "@example.org"]}
 * {"v": 1, "of": ["*"], "domains": ["example.org"]}     every key in this domain
 * {"v": 1, "of": ["postfix_senders"], "all": true}      every key
 * </pre>
 *
 * {@code of} names views or tables as queries name them, {@code *} all of them. Any role of the database can notify, so
 * the payload is anybody's: it is read strictly, and what does not parse is counted and passed over. It can do no more
 * than have units read again; those that need a look at the whole cache are gathered, and done a few times a second.
 *
 * <h2>Which units</h2>
 *
 * A relation depends on the names in its query, or on everything if none of these is ever announced. Keys are dropped as
 * they are written and folded; those of accounts under every service that has been asked for.
 *
 * <h2>Loss</h2>
 *
 * A heartbeat every 2 s proves the path. Without it the ttl is a short one, if the database announces at all; when it is
 * back, everything is marked for revalidation and nothing is dropped.
 *
 * <h2>Threads</h2>
 *
 * One daemon thread per source. It owns its connection and blocks on nothing else.
 */
@NullMarked
package dev.postern.gateway.announcement;

import org.jspecify.annotations.NullMarked;
