package dev.postern.gateway.server;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts that a test sets; who is not set is unknown. Every reading is a new one. */
final class FakeAccounts implements AccountStore {
    private final Map<String, AccountResult> accounts = new ConcurrentHashMap<>();

    void put(String user, Map<String, String> columns) {
        accounts.put(user, new AccountResult.Account(new UnitValue.Row(columns), 0));
    }

    void put(String user, AccountResult result) {
        accounts.put(user, result);
    }

    @Override
    public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
        return Future.succeededFuture(find(query));
    }

    @Override
    public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
        return Future.succeededFuture(find(query));
    }

    private AccountResult find(AccountQuery query) {
        AccountResult found = accounts.getOrDefault(query.user(), AccountResult.Unknown.INSTANCE);
        return found instanceof AccountResult.Account account
                ? new AccountResult.Account(account.row(), System.nanoTime())
                : found;
    }
}
