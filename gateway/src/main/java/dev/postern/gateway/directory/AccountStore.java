package dev.postern.gateway.directory;

import io.vertx.core.Future;

/** Answers who has an account (passdb) and where its mail lives (userdb). */
public interface AccountStore {

    /**
     * Reads an account's credentials.
     *
     * @param readSince the oldest reading that will do, on the scale of {@link System#nanoTime()};
     *     {@link #ANY_AGE} for whatever the cache's own rules allow
     * @return never fails. May complete on any thread.
     */
    Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline);

    /**
     * Reads the credentials of a master user, who may log in as others.
     *
     * @param query its {@link AccountQuery#loginUser} is whom the master wants to become
     * @param readSince as for {@link #passdb}
     * @return never fails. May complete on any thread.
     */
    default Future<AccountResult> masterdb(AccountQuery query, long readSince, Deadline deadline) {
        return Future.succeededFuture(AccountResult.Unknown.INSTANCE);
    }

    /** Reads an account's mail settings. Never fails; may complete on any thread. */
    Future<AccountResult> userdb(AccountQuery query, Deadline deadline);

    /** For {@code readSince}: the cache decides. */
    long ANY_AGE = Long.MIN_VALUE;
}
