package dev.postern.bench;

import java.util.Locale;

/** What is counted, with its unit. */
enum Metric {
    PER_SECOND("/s", 0),
    P50("µs p50", 1),
    P99("µs p99", 0),
    P999("µs p99.9", 0),
    MEAN("µs mean", 1),
    SECONDS("s", 2),
    MEBIBYTES("MiB resident", 0),
    BYTES_PER_UNIT("bytes of heap a unit", 0),
    HEAP_PER_CONNECTION("KiB heap", 1),
    RESIDENT_PER_CONNECTION("KiB resident", 1);

    private final String unit;
    private final int decimals;

    Metric(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    String unit() {
        return unit;
    }

    /** With as many digits as it is worth: {@code 12,345}, {@code 1.52}. */
    String print(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
