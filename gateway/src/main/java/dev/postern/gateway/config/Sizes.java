package dev.postern.gateway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as a file writes them, in bytes: {@code 1048576}, {@code 512KiB}, {@code 128MiB}, {@code 1GiB}. */
final class Sizes {

    /** No number that matches overflows a long, whatever its unit. */
    static final String REGEX = "([0-9]{1,9})(KiB|MiB|GiB)|[0-9]{1,18}";

    private static final Pattern GRAMMAR = Pattern.compile(REGEX);
    private static final String UNITS = "KMG";
    private static final int BITS_PER_UNIT = 10;

    private Sizes() {}

    static long parse(String text) throws Unusable {
        Matcher size = GRAMMAR.matcher(text);
        if (!size.matches()) {
            throw new Unusable("is not a size");
        }
        String unit = size.group(2);
        return unit == null ? Long.parseLong(text) : Long.parseLong(size.group(1)) << bits(unit.charAt(0));
    }

    /** In the largest unit that needs no fraction. */
    static String print(long bytes) {
        for (int i = UNITS.length() - 1; i >= 0; i--) {
            char unit = UNITS.charAt(i);
            if (bytes != 0 && bytes % (1L << bits(unit)) == 0) {
                return (bytes >> bits(unit)) + (unit + "iB");
            }
        }
        return Long.toString(bytes);
    }

    private static int bits(char unit) {
        return BITS_PER_UNIT * (UNITS.indexOf(unit) + 1);
    }
}
