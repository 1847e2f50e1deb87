package dev.postern.gateway.password;

import java.time.Duration;

/**
 * How much a {@link PasswordVerifier} takes on.
 *
 * @param threads for light hashes, and as many again for heavy ones; 1 and more
 * @param queue how many verifications may wait for each of the two; 1 and more
 * @param maxWait how long one may have to wait for its turn, by the estimated cost of those before it
 * @param mebibytes of memory for hashes in progress and for spare blocks; 1 and more
 */
public record VerifierLimits(int threads, int queue, Duration maxWait, int mebibytes) {

    /** Refuses limits under which nothing could be verified. */
    public VerifierLimits {
        if (threads < 1 || queue < 1 || mebibytes < 1 || maxWait.isNegative() || maxWait.isZero()) {
            throw new IllegalArgumentException("a verifier needs threads, a queue, time to wait, and memory");
        }
    }

    /**
     * One core is left to the event loops. Three seconds of waiting, and a second for the slowest hash, leave half of
     * the eight in which every request is answered.
     */
    public static VerifierLimits defaults(int processors) {
        return new VerifierLimits(Math.max(1, processors - 1), 1_024, Duration.ofSeconds(3), 256);
    }
}
