package dev.postern.gateway.auth;

import dev.postern.gateway.auth.Claims.Claim;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure.Unavailable;
import io.vertx.core.Future;
import java.time.Duration;

/** Reads the rows by whose passwords logins are judged. */
final class Rows {

    /** A row read this recently is not read again for a mismatch: wrong passwords must not hammer the database. */
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final AccountStore accounts;
    private final LoginClock clock;

    Rows(AccountStore accounts, LoginClock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The time, on whose scale rows tell when they were read. */
    long now() {
        return clock.nanoTime().getAsLong();
    }

    /** Since when a reading is as good as a new one. */
    long recently() {
        return now() - RECENT.toNanos();
    }

    /** A master's from the masterdb, the user's own from the passdb. */
    Future<AccountResult> of(LoginAttempt attempt, Claim claim, long readSince) {
        AccountQuery query = attempt.query(claim.user());
        Deadline deadline = Deadline.after(clock.patience(), now());
        return claim.isOfMaster()
                ? accounts.masterdb(query.ofMaster(claim.master()), readSince, deadline)
                : accounts.passdb(query, readSince, deadline);
    }

    /** What stands against a login in a row that the source has not confirmed, and so means nothing. */
    static Unavailable unconfirmed(String what) {
        return new Unavailable(what + ": what is known of it does not fit, and the source cannot be asked now");
    }
}
