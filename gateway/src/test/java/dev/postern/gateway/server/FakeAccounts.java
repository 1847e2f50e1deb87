package dev.postern.gateway.server;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.directory.UserCursor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Accounts that a test sets; who is not set is unknown. Every reading is a new one. Users whose name begins with
 * {@code slow} wait in {@link #held}.
 */
final class FakeAccounts implements AccountStore {
    private final Map<String, AccountResult> accounts = new ConcurrentHashMap<>();
    volatile Supplier<UserCursor> users = TestServices.UserCursorOfNobody::new;
    final BlockingQueue<Promise<AccountResult>> held = new LinkedBlockingQueue<>();

    /** A row as it was read just now, so that nobody reads it again before a refusal. */
    static AccountResult withAnotherPassword() {
        return new AccountResult.Account(new UnitValue.Row(Map.of("password", "{PLAIN}another")), System.nanoTime());
    }

    void put(String user, Map<String, String> columns) {
        accounts.put(user, new AccountResult.Account(new UnitValue.Row(columns), 0));
    }

    void put(String user, AccountResult result) {
        accounts.put(user, result);
    }

    @Override
    public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
        return find(query);
    }

    @Override
    public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
        return find(query);
    }

    private Future<AccountResult> find(AccountQuery query) {
        if (query.user().startsWith("slow")) {
            Promise<AccountResult> promise = Promise.promise();
            held.add(promise);
            return promise.future();
        }
        AccountResult found = accounts.getOrDefault(query.user(), AccountResult.Unknown.INSTANCE);
        return Future.succeededFuture(
                found instanceof AccountResult.Account account
                        ? new AccountResult.Account(account.row(), System.nanoTime(), account.stale())
                        : found);
    }
}
