package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Single values with bounds; the bounds belong to what is allowed. */
final class Quantities {

    private Quantities() {}

    /** A whole number. */
    static ScalarType<Integer> count(int min, int max) {
        ObjectNode schema = Schema.ofType("integer").put("minimum", min).put("maximum", max);
        return new ScalarType<>(
                "number",
                "write a whole number from " + min + " to " + max,
                false,
                text -> within(parseCount(text), min, max, value -> Integer.toString(value)),
                value -> Integer.toString(value),
                Schema.orSubstituted(schema));
    }

    private static int parseCount(String text) throws Unusable {
        return Integer.parseInt(Scalars.matched(text, "[0-9]{1,9}", "is not a whole number"));
    }

    static ScalarType<Duration> duration(Duration min, Duration max) {
        return new ScalarType<>(
                "duration",
                "write a number and ms, s, m, h or d, from " + Durations.print(min) + " to " + Durations.print(max),
                false,
                text -> within(Durations.parse(text), min, max, Durations::print),
                Durations::print,
                Schema.pattern(Durations.REGEX, Schema.object().put("const", 0)));
    }

    /** Bytes, without an upper bound of ours: the machine has one. */
    static ScalarType<Long> size(long min) {
        return new ScalarType<>(
                "size",
                "write bytes, or a number and KiB, MiB or GiB, at least " + Sizes.print(min),
                false,
                text -> within(Sizes.parse(text), min, null, Sizes::print),
                Sizes::print,
                Schema.pattern(Sizes.REGEX, Schema.ofType("integer").put("minimum", min)));
    }

    private static <T extends Comparable<T>> T within(T value, T min, @Nullable T max, Function<T, String> printer)
            throws Unusable {
        if (value.compareTo(min) < 0) {
            throw new Unusable("is less than " + printer.apply(min));
        }
        if (max != null && value.compareTo(max) > 0) {
            throw new Unusable("is more than " + printer.apply(max));
        }
        return value;
    }
}
