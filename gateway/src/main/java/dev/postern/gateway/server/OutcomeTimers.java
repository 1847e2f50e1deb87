package dev.postern.gateway.server;

import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.metrics.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The timers of one map on one protocol, found once so that a request need not look for its own. */
final class OutcomeTimers {
    private final Timer found;
    private final Timer notFound;
    private final Timer unavailable;
    private final Timer misconfigured;

    OutcomeTimers(Metrics metrics, String protocol, String map) {
        found = metrics.requests(protocol, map, "found");
        notFound = metrics.requests(protocol, map, "notfound");
        unavailable = metrics.requests(protocol, map, "unavailable");
        misconfigured = metrics.requests(protocol, map, "misconfigured");
    }

    void record(LookupResult result, long startedAt) {
        of(result).record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
    }

    private Timer of(LookupResult result) {
        if (result instanceof LookupResult.Found) {
            return found;
        }
        if (result instanceof LookupResult.NotFound) {
            return notFound;
        }
        return result instanceof Failure.Unavailable ? unavailable : misconfigured;
    }
}
