package dev.postern.gateway.password;

import org.jspecify.annotations.Nullable;

/** Reads yescrypt's parameters: numbers of one to six characters, of which the first tells how many there are. */
final class YescryptParameters {

    /** Read-write, six rounds, gather 4, simple 2, boxes of 12 KiB. */
    private static final char FLAVOUR = 'j';

    private static final int HAVE_P = 1;
    private static final int HAVE_T = 2;

    private static final int BITS_PER_CHAR = 6;

    private final String text;
    private int position;

    private YescryptParameters(String text) {
        this.text = text;
    }

    /** Null if the text is not in that form, or says what crypt(3) refuses. */
    static @Nullable ScryptCost parse(String text) {
        YescryptParameters parameters = new YescryptParameters(text);
        try {
            return text.charAt(parameters.position++) == FLAVOUR ? parameters.read() : null;
        } catch (StringIndexOutOfBoundsException | ArithmeticException e) {
            // It ends in the middle of a number, or a number is far too large.
            return null;
        }
    }

    private @Nullable ScryptCost read() {
        int logN = next(1);
        int r = next(1);
        int have = position < text.length() ? next(1) : 0;
        int p = (have & HAVE_P) != 0 ? next(2) : 1;
        int t = (have & HAVE_T) != 0 ? next(1) : 0;
        // What follows are upgrades and a table in ROM, which crypt(3) does not have.
        boolean complete = have <= (HAVE_P | HAVE_T) && position == text.length();
        return complete ? new ScryptCost(logN, r, p, t) : null;
    }

    /** The next number; one character holds 48 of them, and each further one takes a share of those that are left. */
    private int next(int least) {
        int first = CryptText.number(text.substring(position, ++position));
        long number = least;
        int start = 0;
        int end = 47;
        int more = 0;
        while (first > end) {
            number += (long) (end + 1 - start) << (BITS_PER_CHAR * more);
            start = end + 1;
            end = start + (62 - end) / 2;
            more++;
        }
        number += (long) (first - start) << (BITS_PER_CHAR * more);
        while (more-- > 0) {
            int value = CryptText.number(text.substring(position, ++position));
            number += (long) value << (BITS_PER_CHAR * more);
        }
        return Math.toIntExact(number);
    }
}
