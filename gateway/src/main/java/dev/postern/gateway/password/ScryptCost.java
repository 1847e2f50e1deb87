package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that scrypt and yescrypt share.
 *
 * @param logN the binary logarithm of the number of blocks
 * @param r the length of a block in units of 128 bytes
 * @param p how many threads the author had in mind
 * @param t yescrypt's extra time
 */
record ScryptCost(int logN, int r, int p, int t) {

    /** Of the result, in bytes. */
    static final int HASH = 32;

    /** So that n is an int; the limit for memory is far below. */
    private static final int MAX_LOG_N = 30;

    /** They multiply the time without adding to the memory. */
    private static final int MAX_FACTOR = 4;

    private static final int BYTES_PER_R = 128;
    private static final int KIBIBYTE = 1024;
    private static final double MICROS_PER_KIBIBYTE = 4;

    /** The number of blocks. */
    int n() {
        return 1 << logN;
    }

    /** Why this must not, or cannot, be computed; null if it can. */
    @Nullable
    Problem refusal(HashLimits limits) {
        if (logN < 1 || r < 1 || p < 1) {
            return new Malformed(this + " is out of scrypt's own bounds");
        }
        boolean tooMany = logN > MAX_LOG_N || p > MAX_FACTOR || t > MAX_FACTOR;
        if (tooMany || kibibytes() > limits.mebibytes() * (long) KIBIBYTE) {
            return new OverLimit(this + " of an scrypt or yescrypt hash; the limits are " + limits.mebibytes()
                    + " MiB, and " + MAX_FACTOR + " for p and t");
        }
        return null;
    }

    private long kibibytes() {
        return (((long) BYTES_PER_R * r) << logN) / KIBIBYTE;
    }

    Cost cost() {
        long micros = (long) (MICROS_PER_KIBIBYTE * kibibytes() * p * (1 + t));
        return new Cost(micros, (int) ((kibibytes() + KIBIBYTE - 1) / KIBIBYTE));
    }

    @Override
    public String toString() {
        return "logN=" + logN + ",r=" + r + ",p=" + p + ",t=" + t;
    }
}
