package dev.postern.gateway.directory;

import dev.postern.gateway.directory.Reading.Standing;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Accounts from cached units. Thread-safe. */
public final class CachedAccounts implements AccountStore {
    private static final String USERDB = "userdb";

    private final @Nullable Relation passdb;
    private final @Nullable Relation masterdb;
    private final @Nullable Relation userdb;
    private final UnitCache cache;
    private final Duration staleFor;

    /** Accounts without masters. */
    public CachedAccounts(@Nullable Relation passdb, @Nullable Relation userdb, UnitCache cache, Duration staleFor) {
        this(passdb, null, userdb, cache, staleFor);
    }

    /**
     * @param passdb who may log in; null where nothing is configured
     * @param masterdb who may log in as others; null for nobody
     * @param userdb where mail lives; null where nothing is configured
     * @param staleFor how old an account may be while the source is away
     */
    public CachedAccounts(
            @Nullable Relation passdb,
            @Nullable Relation masterdb,
            @Nullable Relation userdb,
            UnitCache cache,
            Duration staleFor) {
        this.passdb = passdb;
        this.masterdb = masterdb;
        this.userdb = userdb;
        this.cache = cache;
        this.staleFor = staleFor;
    }

    @Override
    public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
        return find("passdb", passdb, query, readSince, deadline);
    }

    @Override
    public Future<AccountResult> masterdb(AccountQuery query, long readSince, Deadline deadline) {
        return find("masterdb", masterdb, query, readSince, deadline);
    }

    @Override
    public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
        return find(USERDB, userdb, query, ANY_AGE, deadline);
    }

    private Future<AccountResult> find(
            String what, @Nullable Relation relation, AccountQuery query, long readSince, Deadline deadline) {
        if (relation == null) {
            return Future.succeededFuture(new Failure.Misconfigured(
                    "no " + what + " is configured: name a schema or write " + what + ".query"));
        }
        return cache.reading(new Unit(relation, query.key(relation)), readSince, staleFor, deadline)
                .map(reading -> account(what, reading));
    }

    private static AccountResult account(String what, Reading reading) {
        UnitResult result = reading.result();
        if (result instanceof Failure failure) {
            return failure;
        }
        if (result instanceof UnitValue.Row row) {
            return new AccountResult.Account(row, reading.readAt(), reading.isStale());
        }
        // Somebody may have got an account meanwhile: whoever asks would take this for a wrong password, or bounce.
        return isDoubtful(what, reading)
                ? new Failure.Unavailable(what + ": unknown when it was last asked, and it cannot be asked now")
                : AccountResult.Unknown.INSTANCE;
    }

    /** Of a userdb that is known whole, what is absent is so as much as any key of a map. */
    private static boolean isDoubtful(String what, Reading reading) {
        boolean isListed = what.equals(USERDB) && reading.standing() == Standing.ABSENT_FROM_WHOLE;
        return reading.isStale() && !isListed;
    }
}
