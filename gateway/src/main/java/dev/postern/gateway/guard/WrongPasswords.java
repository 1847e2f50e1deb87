package dev.postern.gateway.guard;

import java.util.Arrays;

/**
 * The last different guesses that failed, with the times at which each came first. Immutable.
 *
 * <p>More than {@link #MAX} are not kept, because no penalty grows beyond that.
 */
final class WrongPasswords {

    /** Of the free ones of a network, and the doublings up to any penalty, there are fewer. */
    static final int MAX = 16;

    static final WrongPasswords NONE = new WrongPasswords(new long[0], new long[0]);

    /** The oldest first. */
    private final long[] guesses;

    private final long[] times;

    private WrongPasswords(long[] guesses, long[] times) {
        this.guesses = guesses;
        this.times = times;
    }

    boolean contains(long guess) {
        return Arrays.stream(guesses).anyMatch(known -> known == guess);
    }

    /** With one more, and without the oldest where there are too many. */
    WrongPasswords with(long guess, long now) {
        int kept = Math.min(guesses.length, MAX - 1);
        return new WrongPasswords(append(guesses, kept, guess), append(times, kept, now));
    }

    private static long[] append(long[] all, int kept, long last) {
        long[] longer = Arrays.copyOfRange(all, all.length - kept, all.length + 1);
        longer[kept] = last;
        return longer;
    }

    /** Without those that came at {@code oldest} or before, by a clock that only its differences tell. */
    WrongPasswords since(long oldest) {
        int first = 0;
        while (first < times.length && times[first] - oldest <= 0) {
            first++;
        }
        return first == 0
                ? this
                : new WrongPasswords(
                        Arrays.copyOfRange(guesses, first, guesses.length),
                        Arrays.copyOfRange(times, first, times.length));
    }

    int count() {
        return guesses.length;
    }
}
