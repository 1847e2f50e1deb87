package dev.postern.gateway.auth;

import dev.postern.gateway.auth.Claims.Claim;
import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.auth.PasswordTries.Tried;
import dev.postern.gateway.auth.Passwords.Verdict;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountResult.Account;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One login on its way, from the first reading of a row to the outcome. */
final class Login {

    /** Whom a login asks. */
    record Judges(UserNames names, Rows rows, PasswordTries tries) {}

    private final Judges judges;
    private final LoginAttempt attempt;
    private final Claim claim;
    private final String user;
    private final Secret typed;
    private final long arrivedAt;
    private final List<String> compared = new ArrayList<>();
    private boolean readAgain;

    Login(Judges judges, LoginAttempt attempt, Claim claim, Secret typed) {
        this.judges = judges;
        this.attempt = attempt;
        this.claim = claim;
        this.user = claim.authenticates();
        this.typed = typed;
        this.arrivedAt = judges.rows().now();
    }

    Future<LoginOutcome> read(long readSince) {
        return judges.rows().of(attempt, claim, readSince).compose(this::judge);
    }

    private Future<LoginOutcome> judge(AccountResult result) {
        if (result instanceof Account account) {
            return verify(account);
        }
        if (readAgain && result instanceof Failure failure) {
            return Future.succeededFuture(new Undecided(user, failure, true));
        }
        return result instanceof Failure ? Future.succeededFuture(admitProved(result)) : unknown();
    }

    /** Costs what a wrong password costs: as many hashes as users take, and another look at the source. */
    private Future<LoginOutcome> unknown() {
        if (readAgain) {
            return Future.succeededFuture(new Denied(user, Reason.UNKNOWN_USER));
        }
        return judges.tries()
                .onNobody(attempt.service(), typed, user)
                .compose(verdict -> verdict == Verdict.BUSY ? busy() : readAgain(recent()));
    }

    private Future<LoginOutcome> busy() {
        return Future.succeededFuture(new Busy(user, "too many passwords are being verified"));
    }

    private Future<LoginOutcome> verify(Account account) {
        return judges.tries()
                .on(PassdbRow.of(account), attempt.service(), new PasswordTries.Typed(typed, user, compared))
                .compose(tried -> decide(account, tried));
    }

    private Future<LoginOutcome> decide(Account account, Tried tried) {
        return switch (tried.verdict()) {
            case MATCH -> matched(account, tried.row());
            case MISMATCH -> mismatch(account);
            case BUSY -> busy();
            case UNDECIDED ->
                Future.succeededFuture(new Undecided(
                        user, new Unavailable("the stored password of " + user + " could not be checked")));
        };
    }

    /** The password may have been changed since the row was read: only a recent row may refuse. */
    private Future<LoginOutcome> mismatch(Account account) {
        long readSince = recent();
        return readAgain || account.readAt() - readSince >= 0
                ? Future.succeededFuture(new Denied(user, Reason.WRONG_PASSWORD))
                : readAgain(readSince);
    }

    private long recent() {
        long recent = judges.rows().recently();
        return arrivedAt - recent < 0 ? arrivedAt : recent;
    }

    private Future<LoginOutcome> readAgain(long readSince) {
        readAgain = true;
        return read(readSince);
    }

    Future<LoginOutcome> proved(AccountResult result) {
        Optional<PassdbRow> own = PassdbRow.ownOf(result);
        return result instanceof Account account && own.isPresent()
                ? matched(account, own.get())
                : Future.succeededFuture(admitProved(result));
    }

    /** A master is no user: what its own row allows comes first, then what the other's row allows. */
    private Future<LoginOutcome> matched(Account account, PassdbRow row) {
        if (!claim.isOfMaster()) {
            return Future.succeededFuture(admit(account, row));
        }
        LoginOutcome master = admit(account, row);
        Claim wanted = new Claim(claim.user(), "", Optional.empty());
        return master instanceof Granted
                ? judges.rows()
                        .of(attempt, wanted, AccountStore.ANY_AGE)
                        .map(new Login(judges, attempt, wanted, typed)::admitProved)
                        .map(claim::authorised)
                : Future.succeededFuture(master);
    }

    LoginOutcome admitProved(AccountResult result) {
        Optional<PassdbRow> own = PassdbRow.ownOf(result);
        if (result instanceof Account account && own.isPresent()) {
            return admit(account, own.get());
        }
        return result instanceof Failure failure ? new Undecided(user, failure) : new Denied(user, Reason.UNKNOWN_USER);
    }

    private LoginOutcome admit(Account account, PassdbRow row) {
        boolean fromCache = account.readAt() - arrivedAt < 0;
        LoginOutcome outcome = new Admittance(judges.names(), attempt, typed).of(user, row, fromCache);
        return outcome instanceof Denied && account.stale()
                ? new Undecided(user, Rows.unconfirmed("what " + user + " may"), true)
                : outcome;
    }
}
