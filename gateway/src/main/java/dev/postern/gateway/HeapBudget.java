package dev.postern.gateway;

import dev.postern.gateway.password.VerifierLimits;
import java.util.Locale;
import java.util.Optional;

/**
 * How the heap is shared out: the cache takes what its configuration says, verifying passwords takes of what is left
 * within {@link #PERCENT} of the heap, and the rest is for connections, requests, and garbage.
 *
 * @param heap the most that the JVM takes, in bytes
 */
record HeapBudget(long heap) {

    /** With more than this kept for long, the collector would run all the time. */
    static final int PERCENT = 60;

    /** One Argon2 hash with Dovecot's defaults; with less of it most sites' passwords could not be verified. */
    static final int LEAST_HASH_MEBIBYTES = 64;

    /** The JVM leaves a survivor space out, which is up to a thirtieth of what -Xmx says. */
    private static final int PERCENT_OF_XMX = PERCENT - 3;

    private static final int MEBIBYTE_BITS = 20;

    /** Of this process. */
    static HeapBudget ofThisProcess() {
        return new HeapBudget(Runtime.getRuntime().maxMemory());
    }

    /** What passwords are verified within, beside such a cache. */
    VerifierLimits verifierLimits(int processors, long cacheBytes) {
        long left = mebibytes(heap * PERCENT / 100 - cacheBytes);
        int usual = VerifierLimits.USUAL_MEBIBYTES;
        return VerifierLimits.of(processors, (int) Math.max(LEAST_HASH_MEBIBYTES, Math.min(usual, left)));
    }

    /** Why such a cache does not fit, and what to do; empty if it does. */
    Optional<Problem> problem(long cacheBytes) {
        long share = mebibytes(heap * PERCENT / 100);
        long cache = ceilMebibytes(cacheBytes);
        long wanted = cache + LEAST_HASH_MEBIBYTES;
        if (wanted <= share) {
            return Optional.empty();
        }
        String what = String.format(
                Locale.ROOT,
                "the cache's %dMiB and the %dMiB to verify passwords in are more than %d %% of the JVM's heap of %dMiB",
                cache,
                LEAST_HASH_MEBIBYTES,
                PERCENT,
                mebibytes(heap));
        String larger = "give it a larger heap: JAVA_OPTS=-Xmx" + -Math.floorDiv(wanted * -100, PERCENT_OF_XMX) + "m";
        long fits = share - LEAST_HASH_MEBIBYTES;
        return Optional.of(new Problem(what, fits < 1 ? larger : "set cache.maxBytes: " + fits + "MiB, or " + larger));
    }

    /** What is wrong, and what to do about it. */
    record Problem(String what, String hint) {}

    private static long mebibytes(long bytes) {
        return bytes >> MEBIBYTE_BITS;
    }

    private static long ceilMebibytes(long bytes) {
        return -mebibytes(-bytes);
    }
}
