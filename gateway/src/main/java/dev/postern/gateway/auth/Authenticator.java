package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.auth.Passwords.Verdict;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountResult.Account;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides logins, by a typed password or by credentials that a mechanism compares itself. */
public final class Authenticator {

    /** crypt(3) takes no more, and the cost of a hash grows with it. */
    private static final int MAX_PASSWORD = 511;

    /** A row read this recently is not read again for a mismatch: wrong passwords must not hammer the database. */
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final UserNames names;
    private final boolean requireSecured;
    private final String defaultScheme;
    private final String anonymousUser;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * Nothing is asked yet.
     *
     * @param patience how long the source may take for one reading
     * @param nanoTime the clock on whose scale rows tell when they were read
     */
    public Authenticator(
            AuthConfig config, AccountStore accounts, Passwords passwords, Duration patience, LongSupplier nanoTime) {
        this.names = UserNames.of(config);
        this.requireSecured = config.requireSecured();
        this.defaultScheme = config.defaultScheme();
        this.anonymousUser = config.anonymousUser();
        this.accounts = accounts;
        this.passwords = passwords;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** The name under which an account is looked up; empty if no account can have the typed one. */
    public Optional<String> normalise(String typed) {
        return names.normalise(typed);
    }

    /**
     * Judges a login.
     *
     * @param authcid the name as typed
     * @param authzid whom the client wants to act as; empty for itself
     * @param typed wiped when the outcome is known
     */
    public Future<LoginOutcome> login(LoginAttempt attempt, String authcid, String authzid, Secret typed) {
        return judge(attempt, authcid, authzid, typed).onComplete(done -> typed.wipe());
    }

    /**
     * What is stored for a mechanism that never sends the password.
     *
     * <p>Such an exchange cannot be judged twice, so the row is read anew: a password changed a moment ago must not be
     * refused. While the database is away what is cached will do.
     *
     * @param blocking runs work of up to a millisecond away from the event loop
     */
    public Future<CredentialsResult> credentials(
            LoginAttempt attempt, SaslStep.NeedCredentials need, SaslContext context, Executor blocking) {
        Optional<String> user = names.normalise(need.authcid());
        if (user.isEmpty() || isForSomebodyElse(need.authzid(), user)) {
            return Future.succeededFuture(CredentialsResult.Found.NOTHING);
        }
        AccountQuery query = attempt.query(user.get());
        StoredCredentials reader = new StoredCredentials(need.kind(), context, need.authcid());
        return accounts.passdb(query, nanoTime.getAsLong() - RECENT.toNanos(), deadline())
                .compose(row -> row instanceof Unavailable
                        ? accounts.passdb(query, AccountStore.ANY_AGE, deadline())
                        : Future.succeededFuture(row))
                .compose(row -> credentials(user.get(), row, reader, blocking));
    }

    private Future<CredentialsResult> credentials(
            String user, AccountResult row, StoredCredentials reader, Executor blocking) {
        if (row instanceof Failure failure) {
            return Future.succeededFuture(new CredentialsResult.Undecided(new Undecided(user, failure)));
        }
        boolean stale = row instanceof Account known && known.stale();
        String stored =
                row instanceof Account account ? AccountFields.storedPassword(account.fields(), defaultScheme) : null;
        Promise<CredentialsResult> found = Promise.promise();
        if (stored == null) {
            blocking.execute(() -> {
                passwords.pretendCredentials(user, reader);
                found.complete(new CredentialsResult.Found(new Credentials.None(), stale));
            });
            return found.future();
        }
        blocking.execute(
                () -> found.complete(new CredentialsResult.Found(passwords.credentials(stored, reader), stale)));
        return found.future();
    }

    /** Judges a login whose client has proved that it knows the password: what else stands against it. */
    public Future<LoginOutcome> proved(LoginAttempt attempt, String authcid) {
        Optional<String> user = names.normalise(authcid);
        if (user.isEmpty()) {
            return Future.succeededFuture(new Denied(names.fold(authcid), Reason.BAD_NAME));
        }
        long arrivedAt = nanoTime.getAsLong();
        Login login = new Login(attempt, user.get(), Secret.copyOf(new byte[0]), arrivedAt);
        return accounts.passdb(attempt.query(user.get()), AccountStore.ANY_AGE, deadline())
                .map(login::admitProved);
    }

    /**
     * What a failed proof means whose credentials the source had not confirmed: nothing, for the password may have been
     * changed since.
     */
    public LoginOutcome unproved(String authcid) {
        return new Undecided(authcid, unconfirmed("the password of " + authcid), true);
    }

    private static Unavailable unconfirmed(String what) {
        return new Unavailable(what + ": what is known of it does not fit, and the source cannot be asked now");
    }

    /**
     * Judges a login whose client has shown a certificate to the mail server: as Dovecot does it, with an empty password,
     * so that only a row with {@code nopassword} lets it in.
     *
     * @param name the certificate's
     * @param authzid whom the client wants to act as; empty for itself
     */
    public Future<LoginOutcome> certified(LoginAttempt attempt, String name, String authzid) {
        Optional<String> user = names.normalise(name);
        if (user.isEmpty()) {
            return Future.succeededFuture(new Denied(names.fold(name), Reason.BAD_NAME));
        }
        if (isForSomebodyElse(authzid, user)) {
            return Future.succeededFuture(new Denied(user.get(), Reason.NOT_PERMITTED));
        }
        return new Login(attempt, user.get(), Secret.copyOf(new byte[0]), nanoTime.getAsLong())
                .read(AccountStore.ANY_AGE);
    }

    /** Lets in whoever asks to be nobody in particular, without a look at any row, as Dovecot does. */
    public LoginOutcome anonymous() {
        return new Granted(anonymousUser, Map.of("anonymous", ""), true);
    }

    private static boolean isForSomebodyElse(String authzid, Optional<String> user) {
        return !authzid.isEmpty() && !user.equals(Optional.of(authzid));
    }

    private static boolean isSame(String one, @Nullable String other) {
        return other != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Deadline deadline() {
        return Deadline.after(patience, nanoTime.getAsLong());
    }

    private Future<LoginOutcome> judge(LoginAttempt attempt, String authcid, String authzid, Secret typed) {
        Optional<String> user = names.normalise(authcid);
        if (user.isEmpty()) {
            return Future.succeededFuture(new Denied(names.fold(authcid), Reason.BAD_NAME));
        }
        if (requireSecured && !attempt.isPrivate()) {
            return Future.succeededFuture(new Denied(user.get(), Reason.NOT_SECURED));
        }
        if (!authzid.isEmpty() && !names.normalise(authzid).equals(user)) {
            return Future.succeededFuture(new Denied(user.get(), Reason.NOT_PERMITTED));
        }
        if (typed.isEmpty() || typed.length() > MAX_PASSWORD) {
            return Future.succeededFuture(new Denied(user.get(), Reason.WRONG_PASSWORD));
        }
        long arrivedAt = nanoTime.getAsLong();
        return new Login(attempt, user.get(), typed, arrivedAt).read(AccountStore.ANY_AGE);
    }

    /** One login on its way. */
    private final class Login {
        private final LoginAttempt attempt;
        private final String user;
        private final Secret typed;
        private final long arrivedAt;
        private boolean readAgain;
        private @Nullable String compared;

        Login(LoginAttempt attempt, String user, Secret typed, long arrivedAt) {
            this.attempt = attempt;
            this.user = user;
            this.typed = typed;
            this.arrivedAt = arrivedAt;
        }

        Future<LoginOutcome> read(long readSince) {
            return accounts.passdb(attempt.query(user), readSince, deadline()).compose(this::judge);
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

        /** Costs what a wrong password costs: a hash, and another look at the source. */
        private Future<LoginOutcome> unknown() {
            if (readAgain) {
                return Future.succeededFuture(new Denied(user, Reason.UNKNOWN_USER));
            }
            return passwords
                    .pretend(typed, user)
                    .compose(verdict -> verdict == Verdict.BUSY ? busy() : readAgain(recent()));
        }

        private Future<LoginOutcome> busy() {
            return Future.succeededFuture(new Busy(user, "too many passwords are being verified"));
        }

        private Future<LoginOutcome> verify(Account account) {
            Map<String, String> fields = account.fields();
            if (AccountFields.takesAnyPassword(fields)) {
                return Future.succeededFuture(admit(account));
            }
            String stored = AccountFields.storedPassword(fields, defaultScheme);
            if (stored == null) {
                return passwords
                        .pretend(typed, user)
                        .compose(verdict -> verdict == Verdict.BUSY ? busy() : mismatch(account));
            }
            if (readAgain && isSame(stored, compared)) {
                return Future.succeededFuture(new Denied(user, Reason.WRONG_PASSWORD));
            }
            compared = stored;
            return passwords.judge(stored, typed, user).compose(verdict -> decide(account, verdict));
        }

        private Future<LoginOutcome> decide(Account account, Verdict verdict) {
            return switch (verdict) {
                case MATCH -> Future.succeededFuture(admit(account));
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
            long recent = nanoTime.getAsLong() - RECENT.toNanos();
            return arrivedAt - recent < 0 ? arrivedAt : recent;
        }

        private Future<LoginOutcome> readAgain(long readSince) {
            readAgain = true;
            return read(readSince);
        }

        LoginOutcome admitProved(AccountResult result) {
            if (result instanceof Account account) {
                return admit(account);
            }
            return result instanceof Failure failure
                    ? new Undecided(user, failure)
                    : new Denied(user, Reason.UNKNOWN_USER);
        }

        private LoginOutcome admit(Account account) {
            Map<String, String> fields = account.fields();
            String networks = fields.get(AccountFields.ALLOW_NETS);
            if (networks != null && !AllowNets.allow(networks, attempt.remoteIp())) {
                return account.stale()
                        ? new Undecided(user, unconfirmed("the networks of " + user), true)
                        : new Denied(user, Reason.WRONG_NETWORK);
            }
            Optional<String> name = names.normalise(AccountFields.finalName(user, fields));
            if (name.isEmpty()) {
                return new Undecided(user, new Misconfigured("the row of " + user + " renames it to an unusable name"));
            }
            boolean fromCache = account.readAt() - arrivedAt < 0;
            return new Granted(name.get(), AccountFields.outer(fields), fromCache);
        }
    }
}
