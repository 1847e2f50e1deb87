package dev.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a file writes them: {@code 250ms}, {@code 2s}, {@code 5m}, {@code 24h}, {@code 7d}, and {@code 0}. */
final class Durations {

    static final String REGEX = "0|[0-9]{1,9}(?:ms|s|m|h|d)";

    private static final Pattern GRAMMAR = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    /** Hours are what people say for a day and a half; days are read, but not printed. */
    private static final List<String> PRINTED = List.of("h", "m", "s", "ms");

    private Durations() {}

    static Duration parse(String text) throws Unusable {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher duration = GRAMMAR.matcher(text);
        Duration unit = duration.matches() ? UNITS.get(duration.group(2)) : null;
        if (unit == null) {
            throw new Unusable("is not a duration");
        }
        return unit.multipliedBy(Long.parseLong(duration.group(1)));
    }

    /** In the largest unit that needs no fraction. Whole milliseconds only: no file can say less. */
    static String print(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        for (String name : PRINTED) {
            long unit = UNITS.getOrDefault(name, Duration.ZERO).toMillis();
            if (duration.toMillis() % unit == 0) {
                return duration.toMillis() / unit + name;
            }
        }
        throw new IllegalStateException("a duration without a unit");
    }
}
