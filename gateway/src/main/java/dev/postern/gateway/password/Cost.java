package dev.postern.gateway.password;

/**
 * What one verification takes, as far as a stored hash's own parameters tell.
 *
 * @param micros of one core of a common server, within a factor of three
 * @param mebibytes of memory; zero if that is not worth counting
 */
public record Cost(long micros, int mebibytes) {

    /** Below this, handing the work to another thread costs more than the work. */
    private static final long INLINE_MICROS = 50;

    /** Above this, a queue behind the work would be felt by whoever has a cheaper hash. */
    private static final long LIGHT_MICROS = 5_000;

    /** Where a verification runs. */
    public enum Weight {
        /** On the caller's thread: a few digests. */
        INLINE,
        /** Milliseconds on a thread of its own. */
        LIGHT,
        /** More than that, or memory in quantity. */
        HEAVY
    }

    /** A digest or two. */
    static final Cost TRIFLE = new Cost(2, 0);

    static Cost ofMicros(long micros) {
        return new Cost(micros, 0);
    }

    /** Where it belongs. */
    public Weight weight() {
        if (mebibytes > 0 || micros >= LIGHT_MICROS) {
            return Weight.HEAVY;
        }
        return micros < INLINE_MICROS ? Weight.INLINE : Weight.LIGHT;
    }
}
