package dev.postern.gateway.server;

import dev.postern.dovecot.master.MasterCommand;
import dev.postern.dovecot.master.MasterReply;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.gateway.auth.AccountFields;
import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountResult.Account;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.logging.Printable;
import dev.postern.gateway.metrics.Metrics;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What mail processes ask: the table from outcome to reply of auth-userdb and auth-master.
 *
 * <table>
 * <caption>Replies</caption>
 * <tr><td>USER, PASS: found</td><td>{@code USER}, {@code PASS} with the row's fields, never a password</td></tr>
 * <tr><td>PASS: the row has {@code fail}, or has ended</td><td>{@code NOTFOUND}</td></tr>
 * <tr><td>USER, PASS: no row, or a name that no account can have</td><td>{@code NOTFOUND}</td></tr>
 * <tr><td>USER, PASS: unavailable, misconfigured; a row that renames to what is no name</td><td>{@code FAIL}: LMTP defers the mail</td></tr>
 * <tr><td>CACHE-FLUSH</td><td>{@code OK} and how many units were dropped</td></tr>
 * <tr><td>LIST</td><td>{@code LIST} for each user, then {@code DONE}; {@code DONE … fail} where it breaks off</td></tr>
 * <tr><td>REQUEST: a login waits</td><td>as USER, and {@code auth_mech=}</td></tr>
 * <tr><td>REQUEST: none waits, or another's</td><td>{@code FAIL}: the mail client hears of an internal error</td></tr>
 * </table>
 */
final class Inquiries {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiries.class);
    private static final String PROTOCOL = "auth-master";

    private final AccountStore accounts;
    private final Function<String, Optional<String>> normalise;
    private final ToLongFunction<List<String>> flush;
    private final Supplier<UserCursor> users;
    private final Duration patience;
    private final Metrics metrics;

    /**
     * Shared by all listeners.
     *
     * @param normalise the name under which an account is looked up; empty if no account can have it
     */
    Inquiries(
            Function<String, Optional<String>> normalise, Directories directories, Duration patience, Metrics metrics) {
        this.accounts = directories.accounts();
        this.normalise = normalise;
        this.flush = directories.flush();
        this.users = directories.users();
        this.patience = patience;
        this.metrics = metrics;
    }

    /** The reply. May complete on any thread. */
    Future<MasterReply> answer(MasterCommand.Inquiry inquiry) {
        if (inquiry instanceof MasterCommand.User user) {
            return find(
                    user.id(),
                    user.name(),
                    user.parameters(),
                    accounts::userdb,
                    (name, fields) -> new MasterReply.User(user.id(), name, fields));
        }
        if (inquiry instanceof MasterCommand.Pass pass) {
            return find(
                    pass.id(),
                    pass.name(),
                    pass.parameters(),
                    this::passdb,
                    (name, fields) -> new MasterReply.Pass(pass.id(), name, fields));
        }
        if (inquiry instanceof MasterCommand.CacheFlush cacheFlush) {
            return Future.succeededFuture(
                    new MasterReply.Flushed(cacheFlush.id(), flush.applyAsLong(cacheFlush.names())));
        }
        throw new IllegalArgumentException("not one answer to one question: " + inquiry);
    }

    /** Where the mail of a user lives whom a login process has let in. May complete on any thread. */
    Future<MasterReply> takeOver(long id, HandOffs.Arrival arrival) {
        return ask(id, arrival.attempt().query(arrival.user()), accounts::userdb, (name, fields) -> {
            List<String> all = new ArrayList<>(fields.fields());
            all.add("auth_mech=" + arrival.attempt().mechanism());
            if (arrival.attempt().mechanism().equals("ANONYMOUS")) {
                all.add("anonymous");
            }
            if (!arrival.master().isEmpty()) {
                all.add("master_user=" + arrival.master());
                all.add("auth_user=" + arrival.master());
            }
            return new MasterReply.User(id, name, new Parameters(all));
        });
    }

    /** All users, for LIST; whoever asks closes it. */
    UserCursor users() {
        return users.get();
    }

    private Future<AccountResult> passdb(AccountQuery query, Deadline deadline) {
        return accounts.passdb(query, AccountStore.ANY_AGE, deadline).map(Inquiries::forMailProcess);
    }

    /** Services and networks are no matter here: nobody logs in. */
    private static AccountResult forMailProcess(AccountResult result) {
        if (!(result instanceof Account account)) {
            return result;
        }
        if (AccountFields.isNobody(account.fields())) {
            return AccountResult.Unknown.INSTANCE;
        }
        return AccountFields.isHalfProxied(account.fields())
                ? new Failure.Misconfigured("the row proxies without an address: write one into host, or into hostip")
                : result;
    }

    private Future<MasterReply> find(
            long id,
            String typed,
            Parameters parameters,
            BiFunction<AccountQuery, Deadline, Future<AccountResult>> database,
            BiFunction<String, Parameters, MasterReply> found) {
        Optional<String> user = normalise.apply(typed);
        if (user.isEmpty()) {
            return Future.succeededFuture(new MasterReply.NotFound(id));
        }
        AccountQuery query = new LoginAttempt(
                        "",
                        parameters
                                .value("service")
                                .or(() -> parameters.value("protocol"))
                                .orElse(""),
                        parameters.value("rip").orElse(""),
                        parameters.value("lip").orElse(""),
                        false)
                .query(user.get());
        return ask(id, query, database, found);
    }

    private Future<MasterReply> ask(
            long id,
            AccountQuery query,
            BiFunction<AccountQuery, Deadline, Future<AccountResult>> database,
            BiFunction<String, Parameters, MasterReply> found) {
        long arrivedAt = System.nanoTime();
        return database.apply(query, Deadline.after(patience, arrivedAt)).map(result -> {
            count(result, arrivedAt);
            return reply(id, query.user(), result, found);
        });
    }

    private MasterReply reply(
            long id, String user, AccountResult result, BiFunction<String, Parameters, MasterReply> found) {
        if (result instanceof Account account) {
            String name = AccountFields.finalName(user, account.fields());
            return normalise.apply(name).isPresent()
                    ? found.apply(name, fields(AccountFields.outer(account.fields())))
                    : failed(id, user, new Failure.Misconfigured("the row renames it to an unusable name"));
        }
        return result instanceof Failure failure ? failed(id, user, failure) : new MasterReply.NotFound(id);
    }

    private static MasterReply failed(long id, String user, Failure failure) {
        LOG.warn("account look-up failed user={}: {}", Printable.of(user), failure.detail());
        return new MasterReply.Fail(id, "");
    }

    private static Parameters fields(Map<String, String> fields) {
        List<String> parameters = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> parameters.add(name + '=' + value));
        return new Parameters(parameters);
    }

    private void count(AccountResult result, long arrivedAt) {
        String outcome = result instanceof Account ? "found" : result instanceof Failure ? "unavailable" : "notfound";
        metrics.requests(PROTOCOL, "account", outcome).record(System.nanoTime() - arrivedAt, TimeUnit.NANOSECONDS);
    }
}
