package dev.postern.gateway.server;

import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.FailureDelay;
import dev.postern.gateway.auth.HostContext;
import dev.postern.gateway.auth.Passwords;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Directory;
import dev.postern.gateway.directory.UserCursor;
import dev.postern.gateway.directory.UserPage;
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

    private static final class UserCursorOfNobody implements UserCursor {
        @Override
        public Future<UserPage> next() {
            return Future.succeededFuture(new UserPage.Users(List.of(), true));
        }

        @Override
        public void close() {}
    }

    private TestServices() {}

    static Services of(Vertx vertx, Metrics metrics, Directory directory, AccountStore accounts) {
        return of(vertx, metrics, directory, accounts, new PlainPasswords());
    }

    static Services of(Vertx vertx, Metrics metrics, Directory directory, AccountStore accounts, Passwords passwords) {
        Authenticator authenticator =
                new Authenticator(AuthConfig.defaults(), accounts, passwords, PATIENCE, System::nanoTime);
        return new Services(
                new Directories(directory, accounts, UserCursorOfNobody::new, users -> 0),
                new Services.Auth(
                        authenticator,
                        new FailureDelay(vertx, Duration.ZERO),
                        SaslMechanisms.offering(AuthConfig.MECHANISMS),
                        new HostContext("mx.test", List.of("d.test"), SiteSecret.random()),
                        Runnable::run),
                PATIENCE,
                metrics);
    }
}
