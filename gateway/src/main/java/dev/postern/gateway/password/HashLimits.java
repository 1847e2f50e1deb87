package dev.postern.gateway.password;

import org.jspecify.annotations.Nullable;

/**
 * How much work a stored hash may ask for, and who does what is not built here. Its parameters are executable input: Dovecot itself would compute 999,999,999
 * rounds, or allocate 4 TiB.
 *
 * @param shaCryptRounds of {@code $5$} and {@code $6$}, 1,000 and more
 * @param bcryptCost the binary logarithm, 4 to 31
 * @param iterations of PBKDF2 and SCRAM, 4,096 and more
 * @param mebibytes of Argon2, scrypt and yescrypt, 1 and more
 * @param libcrypt computes the rare forms of crypt(3); null: nobody does
 */
public record HashLimits(
        int shaCryptRounds,
        int bcryptCost,
        int iterations,
        int mebibytes,
        @Nullable LibCrypt libcrypt) {

    /** Limits without a library beside them. */
    public HashLimits(int shaCryptRounds, int bcryptCost, int iterations, int mebibytes) {
        this(shaCryptRounds, bcryptCost, iterations, mebibytes, null);
    }

    /** Refuses limits that would refuse everything. */
    public HashLimits {
        require(shaCryptRounds >= 1_000, "SHA-crypt rounds");
        require(bcryptCost >= 4 && bcryptCost <= 31, "bcrypt cost");
        require(iterations >= 4_096, "iterations");
        require(mebibytes >= 1, "mebibytes");
    }

    /** What takes up to about a second of one core, and the memory of four verifications with Dovecot's defaults. */
    public static HashLimits defaults() {
        return new HashLimits(1_000_000, 14, 1_000_000, 256);
    }

    /** The same, with a library for the rare forms. */
    public HashLimits with(LibCrypt library) {
        return new HashLimits(shaCryptRounds, bcryptCost, iterations, mebibytes, library);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("the limit for " + what + " is out of range");
        }
    }
}
