package dev.postern.gateway.auth;

import dev.postern.sasl.CredentialKind;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many iterations SCRAM shows to users who have no keys: as many as most of those who have. Lasts as long as the
 * process. Thread-safe.
 */
public final class ScramIterations {

    /** What nearly every stored key has (RFC 5802's own example, and Dovecot's). */
    private static final int USUAL = 4096;

    /** A site has two or three. */
    private static final int MAX_SEEN = 16;

    private final Map<Seen, LongAdder> seen = new ConcurrentHashMap<>();

    private record Seen(CredentialKind kind, int iterations) {}

    /** Somebody's keys have so many. */
    public void saw(CredentialKind kind, int iterations) {
        Seen keys = new Seen(kind, iterations);
        LongAdder count = seen.get(keys);
        if (count == null && seen.size() < MAX_SEEN) {
            count = seen.computeIfAbsent(keys, first -> new LongAdder());
        }
        if (count != null) {
            count.increment();
        }
    }

    /** Those to show. */
    int of(CredentialKind kind) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .max(Comparator.comparingLong((Map.Entry<Seen, LongAdder> entry) ->
                                entry.getValue().sum())
                        .thenComparing(entry -> entry.getKey().iterations()))
                .map(entry -> entry.getKey().iterations())
                .orElse(USUAL);
    }
}
