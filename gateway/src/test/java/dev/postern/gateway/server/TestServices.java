package dev.postern.gateway.server;

import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.HostContext;
import dev.postern.gateway.auth.LastUses;
import dev.postern.gateway.auth.Passwords;
import dev.postern.gateway.auth.ScramIterations;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.auth.TokenLogins;
import dev.postern.gateway.auth.TokenVerifier;
import dev.postern.gateway.auth.UserNames;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.PenaltyConfig;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
import dev.postern.gateway.guard.HeldAnswers;
import dev.postern.gateway.guard.LoginGuard;
import dev.postern.gateway.guard.LoginPolicy;
import dev.postern.gateway.guard.Penalties;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.sasl.SaslMechanisms;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Services on a test's own directory and accounts. Stored passwords are plain; {@code busy} cannot be checked. */
final class TestServices {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final PenaltyConfig FOR_FREE =
            new PenaltyConfig(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final class PlainPasswords implements Passwords {
        @Override
        public Future<Verdict> judge(String stored, Secret typed, String user) {
            if (stored.equals("busy")) {
                return Future.succeededFuture(Verdict.UNDECIDED);
            }
            String text = new String(typed.copy(), StandardCharsets.UTF_8);
            return Future.succeededFuture(text.equals(stored) ? Verdict.MATCH : Verdict.MISMATCH);
        }

        @Override
        public <R> R credentials(String stored, CredentialReader<R> reader) {
            return reader.cleartext(stored.getBytes(StandardCharsets.UTF_8));
        }
    }

    static final class UserCursorOfNobody implements UserCursor {
        @Override
        public Future<UserPage> next() {
            return Future.succeededFuture(new UserPage.Users(List.of(), true));
        }

        @Override
        public void close() {}
    }

    private TestServices() {}

    private static LoginGuard guard(Vertx vertx, Metrics metrics) {
        return new LoginGuard(
                vertx,
                new LoginGuard.Rules(Duration.ZERO, List.of()),
                new Penalties(FOR_FREE, System::nanoTime),
                new HeldAnswers(vertx),
                LoginPolicy.NONE,
                metrics.timer("penalty", "of tests"));
    }

    /** A token is the name of its user; one that is {@code away} cannot be checked. */
    private static Future<TokenVerifier.Verdict> judge(Secret token) {
        String text = new String(token.copy(), StandardCharsets.US_ASCII);
        return Future.succeededFuture(
                switch (text) {
                    case "away" -> new TokenVerifier.Verdict.Undecided(new Failure.Unavailable("the issuer is away"));
                    case "bad" -> new TokenVerifier.Verdict.Invalid("it is bad");
                    default -> new TokenVerifier.Verdict.Valid(text);
                });
    }

    static Services of(Vertx vertx, Metrics metrics, Directory directory, AccountStore accounts) {
        return of(vertx, metrics, directory, accounts, new PlainPasswords());
    }

    static Services of(Vertx vertx, Metrics metrics, Directory directory, AccountStore accounts, Passwords passwords) {
        Authenticator authenticator =
                new Authenticator(AuthConfig.defaults(), accounts, passwords, PATIENCE, System::nanoTime);
        return new Services(
                new Directories(
                        directory,
                        accounts,
                        () -> accounts instanceof FakeAccounts fake ? fake.users.get() : new UserCursorOfNobody(),
                        users -> 0),
                new Services.Auth(
                        authenticator,
                        new TokenLogins(authenticator, TestServices::judge, false),
                        LastUses.UNNOTED,
                        guard(vertx, metrics),
                        SaslMechanisms.offering(AuthConfig.MECHANISMS),
                        new HostContext(
                                "mx.test",
                                List.of("d.test"),
                                new HostContext.Strangers(
                                        SiteSecret.random(),
                                        new ScramIterations(),
                                        UserNames.of(AuthConfig.defaults()))),
                        Runnable::run),
                PATIENCE,
                metrics);
    }
}
