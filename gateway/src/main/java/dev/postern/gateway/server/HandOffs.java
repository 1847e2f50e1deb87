package dev.postern.gateway.server;

import dev.postern.dovecot.wire.ConnectionCookie;
import dev.postern.gateway.auth.LoginAttempt;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Users whom a login process has let in and whom no mail process has taken over yet. A login process tells of them on one
 * connection, the mail process asks on another, so all connections share this one. Thread-safe.
 *
 * <p>Nobody is found without the whole ticket, cookie included, which is compared in constant time. Nobody is found twice.
 * A login connection's end changes nothing: the ticket is good for as long as Dovecot waits.
 */
final class HandOffs {

    /** Dovecot's auth service waits as long (MASTER_AUTH_SERVER_TIMEOUT_SECS); a mail process asks within milliseconds. */
    static final long LIFETIME_NANOS = 150 * 1_000_000_000L;

    /** Fifty a second that nobody takes over; what is more pushes the oldest out. */
    static final int MAX_WAITING = 8_192;

    private final LongSupplier clock;

    /** In the order in which they logged in, so that the first to expire is the first. */
    private final Map<Ticket, Waiting> waiting = new LinkedHashMap<>();

    /**
     * By what a mail process proves that it was sent by a login process.
     *
     * @param cookie of the login process's connection
     * @param clientPid of the login process, as it said
     * @param authId of its request
     */
    record Ticket(ConnectionCookie cookie, long clientPid, long authId) {}

    /**
     * Who was let in.
     *
     * @param user the account's final name
     * @param attempt how
     * @param master the master user who logged in as that user; empty for the user itself
     */
    record Arrival(String user, LoginAttempt attempt, String master) {}

    private record Waiting(Arrival arrival, long since) {}

    /** @param clock nanoseconds of a clock that does not jump */
    HandOffs(LongSupplier clock) {
        this.clock = clock;
    }

    /** Somebody was let in. */
    synchronized void add(Ticket ticket, Arrival arrival) {
        long now = clock.getAsLong();
        waiting.remove(ticket);
        waiting.put(ticket, new Waiting(arrival, now));
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (isExpired(oldest.next(), now) || waiting.size() > MAX_WAITING) {
            oldest.remove();
        }
    }

    /** Hands them over, once; empty if nobody waits with this very ticket, or no longer. */
    synchronized Optional<Arrival> take(Ticket ticket) {
        return Optional.ofNullable(waiting.remove(ticket))
                .filter(found -> !isExpired(found, clock.getAsLong()))
                .map(Waiting::arrival);
    }

    synchronized int size() {
        return waiting.size();
    }

    private static boolean isExpired(Waiting entry, long now) {
        return now - entry.since >= LIFETIME_NANOS;
    }
}
