package dev.postern.gateway.directory.sql;

import java.util.Map;

/**
 * What was asked since the start, for metrics.
 *
 * @param singles statements for one key
 * @param batches statements for many keys
 * @param batchedKeys keys in those
 * @param askedAgain keys of a batch that failed, and keys whose connection was lost
 * @param opened connections
 * @param refused units that were not let in: too many waited, or the database is down
 * @param expired units whose deadline passed
 * @param waiting units that wait for a connection now
 * @param failures of statements, by class: lost, overrun, oversized, broken, data, other
 */
public record SqlStatistics(
        long singles,
        long batches,
        long batchedKeys,
        long askedAgain,
        long opened,
        long refused,
        long expired,
        int waiting,
        Map<String, Long> failures) {

    /** Copies {@code failures}. */
    public SqlStatistics {
        failures = Map.copyOf(failures);
    }
}
