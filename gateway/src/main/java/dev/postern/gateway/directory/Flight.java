package dev.postern.gateway.directory;

import io.vertx.core.Promise;

/** A read of a unit that is on its way. No two are the same, whenever they started. */
final class Flight {
    final Promise<Reading> promise = Promise.promise();
    final long startedAt;

    Flight(long startedAt) {
        this.startedAt = startedAt;
    }
}
