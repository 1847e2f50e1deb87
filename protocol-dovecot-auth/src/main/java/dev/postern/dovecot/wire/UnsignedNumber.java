package dev.postern.dovecot.wire;

/** Unsigned decimal numbers of 32 bits, which is what all ids and pids are. */
final class UnsignedNumber {

    static final long MAX = 0xFFFF_FFFFL;

    private static final int MAX_DIGITS = 10;

    private UnsignedNumber() {}

    /** Returns the number, or -1 if this is none: digits only, no sign, no blank. */
    static long parse(byte[] bytes, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number <= MAX ? number : -1;
    }
}
