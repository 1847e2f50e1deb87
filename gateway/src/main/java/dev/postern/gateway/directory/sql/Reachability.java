package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.DatabaseState.Down;
import dev.postern.gateway.directory.sql.DatabaseState.Unknown;
import dev.postern.gateway.directory.sql.DatabaseState.Up;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the database's being there, told once per change. Thread-safe. */
final class Reachability {
    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    /** The pause after the first failed attempt; each further one doubles it. */
    static final long FIRST_PAUSE_MILLIS = 50;

    /** The longest pause: with connecting it leaves recovery to be seen within a second. */
    static final long LONGEST_PAUSE_MILLIS = 500;

    private final String name;
    private final LongSupplier nanoTime;
    private final Consumer<DatabaseState> listener;
    private volatile DatabaseState state;
    private volatile long trustedSince;
    private volatile long suspectedSince;

    /** @param name of the database, for the log */
    Reachability(String name, LongSupplier nanoTime, Consumer<DatabaseState> listener) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.state = new Unknown(nanoTime.getAsLong());
        this.trustedSince = nanoTime.getAsLong();
        this.suspectedSince = trustedSince;
    }

    DatabaseState state() {
        return state;
    }

    /** Why nothing can be asked just now; null if it can, or if nobody knows. */
    @Nullable
    String downReason() {
        return state instanceof Down down ? down.reason() : null;
    }

    /** When the last outage was found; before the first, when all began. */
    long trustedSince() {
        return trustedSince;
    }

    /** Whether a connection opened at {@code openedAt} was opened after the last outage. */
    boolean trusts(long openedAt) {
        return openedAt - trustedSince >= 0;
    }

    /** A connection ended under a question, or did not answer it in time: others may be as dead, and nobody has noticed. */
    void suspect() {
        suspectedSince = nanoTime.getAsLong();
    }

    /** Whether a connection that was last heard of at {@code usedAt} must say something before it is relied on. */
    boolean suspects(long usedAt) {
        return usedAt - suspectedSince < 0;
    }

    /** Connecting succeeded. */
    synchronized void up() {
        if (state instanceof Up) {
            return;
        }
        boolean again = state instanceof Down;
        change(new Up(nanoTime.getAsLong()));
        LOG.info("{} state=up{}", name, again ? ", after an outage" : "");
    }

    /**
     * Connecting failed.
     *
     * @return whether that is news; then the caller is the one who tries again, and nobody else does
     */
    synchronized boolean down(String reason) {
        if (state instanceof Down) {
            return false;
        }
        trustedSince = nanoTime.getAsLong();
        change(new Down(nanoTime.getAsLong(), reason));
        LOG.warn(
                "{} state=down, reason=\"{}\"; look-ups are temporary failures unless cached,"
                        + " and it is tried again every half second",
                name,
                reason);
        return true;
    }

    private void change(DatabaseState next) {
        state = next;
        try {
            listener.accept(next);
        } catch (RuntimeException bug) {
            // Of the listener: the state itself must not depend on who watches it.
            LOG.error("a listener of the database's state failed", bug);
        }
    }

    /** The pause after the given number of failed attempts, in nanoseconds, spread so that several gateways do not march. */
    static long pauseNanos(int attempts) {
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 10));
        return 1_000_000 * ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    }
}
