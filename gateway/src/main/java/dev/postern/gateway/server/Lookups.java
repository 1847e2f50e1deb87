package dev.postern.gateway.server;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.logging.SparseLog;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The directory as one listener shows it: its maps, timed, and with trouble logged. Thread-safe. */
final class Lookups {
    private final Supplier<Directory> directory;
    private final Predicate<String> shown;
    private final Metrics metrics;
    private final String protocol;
    private final Map<String, OutcomeTimers> timers = new ConcurrentHashMap<>();
    private final SparseLog log = new SparseLog(LoggerFactory.getLogger(Lookups.class));
    private final Map<String, String> lastTrouble = new ConcurrentHashMap<>();

    /**
     * @param directory asked for each request: a reload replaces it under standing connections
     * @param shown which of the directory's maps this listener serves
     */
    Lookups(Supplier<Directory> directory, Predicate<String> shown, Metrics metrics, String protocol) {
        this.directory = directory;
        this.shown = shown;
        this.metrics = metrics;
        this.protocol = protocol;
    }

    boolean serves(String map) {
        return directory.get().serves(map) && shown.test(map);
    }

    /**
     * The reply to a look-up; complete at once where nothing had to be asked.
     *
     * @param map one that {@link #serves}
     * @param replies from outcome to reply; a value that it cannot carry is misconfigured, never cut
     */
    Future<byte[]> lookup(String map, String key, Deadline deadline, LookupProtocol replies) {
        long startedAt = System.nanoTime();
        Future<LookupResult> lookup = directory.get().lookup(map, key, deadline);
        // Nearly all are answered from memory: a mapped future costs them more than finding the answer.
        return lookup.succeeded()
                ? Future.succeededFuture(replies.encode(noted(map, carried(lookup.result(), replies), startedAt)))
                : lookup.map(result -> replies.encode(noted(map, carried(result, replies), startedAt)));
    }

    private LookupResult noted(String map, LookupResult result, long startedAt) {
        timers(map).record(result, startedAt);
        if (result instanceof Failure failure) {
            report(map, failure);
        } else if (!lastTrouble.isEmpty()) {
            lastTrouble.remove(map);
        }
        return result;
    }

    private LookupResult carried(LookupResult result, LookupProtocol replies) {
        return result instanceof LookupResult.Found found && !replies.carries(found.value())
                ? new Failure.Misconfigured("a value that is too long for " + protocol + ", or has control characters")
                : result;
    }

    private OutcomeTimers timers(String map) {
        OutcomeTimers known = timers.get(map);
        return known != null ? known : timers.computeIfAbsent(map, name -> new OutcomeTimers(metrics, protocol, name));
    }

    /**
     * Logs each map's trouble when it changes, not for each request that meets it; and once a second at most, for while
     * what is known is answered stale, each of these answers looks like the end of it.
     */
    private void report(String map, Failure failure) {
        String trouble = failure.detail();
        if (!trouble.equals(lastTrouble.get(map)) && isLogged(map, failure)) {
            lastTrouble.put(map, trouble);
        }
    }

    private boolean isLogged(String map, Failure failure) {
        String kind = failure.getClass().getSimpleName();
        return log.warn(map, "look-up failed map={} {}: {}", map, kind, failure.detail());
    }
}
