package dev.postern.gateway.auth;

import dev.postern.gateway.auth.Claims.Claim;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.MasterdbConfig;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
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

    private final UserNames names;
    private final Claims claims;
    private final boolean requireSecured;
    private final String anonymousUser;
    private final RowCredentials proofs;
    private final Rows rows;
    private final Login.Judges judges;

    /**
     * Nothing is asked yet, and nobody logs in as somebody else.
     *
     * @param patience how long the source may take for one reading
     * @param nanoTime the clock on whose scale rows tell when they were read
     */
    public Authenticator(
            AuthConfig config, AccountStore accounts, Passwords passwords, Duration patience, LongSupplier nanoTime) {
        this(config, null, accounts, passwords, new LoginClock(patience, nanoTime));
    }

    /**
     * Nothing is asked yet.
     *
     * @param masters who may log in as others; null for nobody
     */
    public Authenticator(
            AuthConfig config,
            @Nullable MasterdbConfig masters,
            AccountStore accounts,
            Passwords passwords,
            LoginClock clock) {
        this.names = UserNames.of(config);
        this.claims = new Claims(names, masters);
        this.requireSecured = config.requireSecured();
        this.anonymousUser = config.anonymousUser();
        this.rows = new Rows(accounts, clock);
        this.proofs = new RowCredentials(passwords, config.defaultScheme());
        this.judges =
                new Login.Judges(names, rows, new PasswordTries(passwords, config.defaultScheme(), clock.nanoTime()));
    }

    /** Whose password is to be checked for a name as typed: a master's, where it names one. As typed if nobody's. */
    public String claimant(String authcid) {
        return claims.read(authcid, "").authenticates();
    }

    /** The same as it was typed. */
    public String claimantAsTyped(String authcid) {
        return claims.claimant(authcid);
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
        Claim claim = claims.read(need.authcid(), need.authzid());
        if (claim.refusal().isPresent()) {
            return Future.succeededFuture(CredentialsResult.Found.NOTHING);
        }
        StoredCredentials reader = new StoredCredentials(need.kind(), context, need.authcid());
        return rows.of(attempt, claim, rows.recently())
                .compose(row -> row instanceof Unavailable
                        ? rows.of(attempt, claim, AccountStore.ANY_AGE)
                        : Future.succeededFuture(row))
                .compose(row -> proofs.read(claim.authenticates(), row, reader, blocking));
    }

    /**
     * Judges a login whose client has proved that it knows the password: what else stands against it.
     *
     * @param authzid whom the client wants to act as; empty for itself
     */
    public Future<LoginOutcome> proved(LoginAttempt attempt, String authcid, String authzid) {
        Claim claim = claims.read(authcid, authzid);
        if (claim.refusal().isPresent()) {
            return Future.succeededFuture(
                    new Denied(claim.user(), claim.refusal().get()));
        }
        Login login = new Login(judges, attempt, claim, Secret.copyOf(new byte[0]));
        return rows.of(attempt, claim, AccountStore.ANY_AGE)
                .compose(login::proved)
                .map(claim::attributed);
    }

    /**
     * What a failed proof means whose credentials the source had not confirmed: nothing, for the password may have been
     * changed since.
     */
    public LoginOutcome unproved(String authcid) {
        return new Undecided(authcid, Rows.unconfirmed("the password of " + authcid), true);
    }

    /**
     * Judges a login whose client has shown a certificate to the mail server: as Dovecot does it, with an empty password,
     * so that only a row with {@code nopassword} lets it in.
     *
     * @param name the certificate's
     * @param authzid whom the client wants to act as; empty for itself
     */
    public Future<LoginOutcome> certified(LoginAttempt attempt, String name, String authzid) {
        Claim claim = claims.read(name, authzid);
        if (claim.refusal().isPresent()) {
            return Future.succeededFuture(
                    new Denied(claim.user(), claim.refusal().get()));
        }
        // Dovecot compares it as it came: in another spelling it is another user's.
        if (!claim.isOfMaster() && !authzid.isEmpty() && !authzid.equals(claim.user())) {
            return Future.succeededFuture(new Denied(claim.user(), Reason.NOT_PERMITTED));
        }
        return new Login(judges, attempt, claim, Secret.copyOf(new byte[0]))
                .read(AccountStore.ANY_AGE)
                .map(claim::attributed);
    }

    /** Lets in whoever asks to be nobody in particular, without a look at any row, as Dovecot does. */
    public LoginOutcome anonymous() {
        return new Granted(anonymousUser, Map.of("anonymous", ""), true);
    }

    private Future<LoginOutcome> judge(LoginAttempt attempt, String authcid, String authzid, Secret typed) {
        Claim claim = claims.read(authcid, authzid);
        if (claim.refusal().isPresent()) {
            return Future.succeededFuture(
                    new Denied(claim.user(), claim.refusal().get()));
        }
        if (requireSecured && !attempt.isPrivate()) {
            return Future.succeededFuture(new Denied(claim.authenticates(), Reason.NOT_SECURED));
        }
        if (typed.isEmpty() || typed.length() > MAX_PASSWORD) {
            return Future.succeededFuture(new Denied(claim.authenticates(), Reason.WRONG_PASSWORD));
        }
        return new Login(judges, attempt, claim, typed)
                .read(AccountStore.ANY_AGE)
                .map(claim::attributed);
    }
}
