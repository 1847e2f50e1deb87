package dev.postern.gateway.directory;

import io.vertx.core.Future;

/** Where units come from when the cache has none. */
public interface UnitSource {

    /**
     * Reads one unit.
     *
     * @param deadline when to give up; the future completes at the latest shortly after it, whatever the source does
     * @return never fails: a failure is a {@link Failure}. May complete on any thread.
     */
    Future<UnitResult> read(Unit unit, Deadline deadline);
}
