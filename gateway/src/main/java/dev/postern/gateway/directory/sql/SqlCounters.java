package dev.postern.gateway.directory.sql;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What was asked since the start. Thread-safe. */
final class SqlCounters {
    final LongAdder singles = new LongAdder();
    final LongAdder batches = new LongAdder();
    final LongAdder batchedKeys = new LongAdder();
    final LongAdder askedAgain = new LongAdder();
    final LongAdder opened = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder expired = new LongAdder();
    private final Map<SqlFailure, LongAdder> failures = new EnumMap<>(SqlFailure.class);

    SqlCounters() {
        for (SqlFailure failure : SqlFailure.values()) {
            failures.put(failure, new LongAdder());
        }
    }

    /** A statement failed. */
    void failed(SqlFailure failure) {
        LongAdder adder = failures.get(failure);
        if (adder != null) {
            adder.increment();
        }
    }

    /** @param waiting how many units wait for a connection now */
    SqlStatistics snapshot(int waiting) {
        Map<String, Long> byClass = new TreeMap<>();
        failures.forEach((failure, adder) -> byClass.put(failure.name().toLowerCase(Locale.ROOT), adder.sum()));
        return new SqlStatistics(
                singles.sum(),
                batches.sum(),
                batchedKeys.sum(),
                askedAgain.sum(),
                opened.sum(),
                refused.sum(),
                expired.sum(),
                waiting,
                byClass);
    }
}
