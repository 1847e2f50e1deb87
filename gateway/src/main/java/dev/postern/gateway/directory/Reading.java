package dev.postern.gateway.directory;

/**
 * What asking for a unit gave.
 *
 * @param readAt when reading it began
 * @param standing why it counts
 */
record Reading(UnitResult result, long readAt, Standing standing) {

    /** What an answer rests on. */
    enum Standing {
        /** The source said so, within its ttl. */
        CURRENT,
        /** The source said so once, and is away now. */
        STALE,
        /** The source is away, and had no such row when its relation was read whole. */
        ABSENT_FROM_WHOLE
    }

    Reading(UnitResult result, long readAt) {
        this(result, readAt, Standing.CURRENT);
    }

    boolean isStale() {
        return standing != Standing.CURRENT;
    }
}
