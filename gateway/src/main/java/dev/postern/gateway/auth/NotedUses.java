package dev.postern.gateway.auth;

import dev.postern.gateway.logging.SparseLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Notes when app passwords were last used, each once in a while: what waits is written together, on one thread of its own.
 * A login neither waits for it nor hears of its failures. What does not fit, and what cannot be written, is noted at the
 * first use after the pause. Thread-safe.
 */
public final class NotedUses implements LastUses {
    private static final SparseLog LOG = new SparseLog(LoggerFactory.getLogger(NotedUses.class));

    /** Those that come while a database that is away is waited for; a few hundred bytes each. */
    private static final int MAX_WAITING = 1_024;

    /** Of which app passwords is known when they were noted last: about 20 MB. Of the others it is noted more often. */
    private static final int MAX_KNOWN = 100_000;

    private final Writer writer;
    private final Seldom seldom;
    private final BlockingQueue<Map<String, String>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);

    /** Whoever waits for it takes all: one is enough. */
    private final ThreadPoolExecutor thread = SideThread.named("postern-last-use", 1);

    /** Who writes rows. */
    public interface Writer {

        /**
         * Writes some uses; blocks.
         *
         * @param uses what the statement's variables are for each
         * @return how many of them had no row
         * @throws IOException if they could not all be written; the message holds nothing of them
         */
        int write(List<Map<String, String>> uses) throws IOException;
    }

    /**
     * Starts no thread yet.
     *
     * @param every how often of one app password, at most
     */
    public NotedUses(Duration every, Writer writer) {
        this(every, writer, System::nanoTime);
    }

    NotedUses(Duration every, Writer writer, LongSupplier nanoTime) {
        this.writer = writer;
        this.seldom = new Seldom(every, MAX_KNOWN, nanoTime);
    }

    @Override
    public void used(LoginAttempt attempt, String user, String label) {
        // No name holds a NUL, so no two of them make one key.
        if (!seldom.isDue(user + '\0' + label)) {
            return;
        }
        Map<String, String> use =
                Map.of("user", user, "label", label, "service", attempt.service(), "rip", attempt.remoteIp());
        if (waiting.offer(use)) {
            thread.execute(this::write);
        } else {
            LOG.warn("full", "use of an app password not noted: too many wait");
        }
    }

    private void write() {
        List<Map<String, String>> uses = new ArrayList<>();
        waiting.drainTo(uses);
        if (uses.isEmpty()) {
            return;
        }
        try {
            int nowhere = writer.write(uses);
            if (nowhere > 0) {
                LOG.warn("row", "use of {} app passwords not noted: auth.lastUse finds no row of theirs", nowhere);
            }
        } catch (IOException failure) {
            LOG.warn(
                    "failure",
                    "use of up to {} app passwords not noted: {}",
                    uses.size(),
                    Objects.toString(failure.getMessage()));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
