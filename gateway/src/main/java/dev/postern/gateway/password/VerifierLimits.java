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

    /** In MiB: four hashes with Dovecot's defaults at a time, or the largest that {@link HashLimits} allow. */
    public static final int USUAL_MEBIBYTES = 256;

    /** Refuses limits under which nothing could be verified. */
    public VerifierLimits {
        if (threads < 1 || queue < 1 || mebibytes < 1 || maxWait.isNegative() || maxWait.isZero()) {
            throw new IllegalArgumentException("a verifier needs threads, a queue, time to wait, and memory");
        }
    }

    /**
     * One core is left to the event loops. Three seconds of waiting, and a second for the slowest hash, leave half of
     * the eight in which every request is answered.
     *
     * @param mebibytes of memory; a hash that asks for more cannot be verified
     */
    public static VerifierLimits of(int processors, int mebibytes) {
        return new VerifierLimits(Math.max(1, processors - 1), 1_024, Duration.ofSeconds(3), mebibytes);
    }
}
