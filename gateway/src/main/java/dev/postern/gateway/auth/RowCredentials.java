package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountResult.Account;
import dev.postern.gateway.directory.Failure;
import dev.postern.sasl.Credentials;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;

/** What a row holds for mechanisms that never send the password: of the user's own password alone, never of an app's. */
final class RowCredentials {
    private final Passwords passwords;
    private final String defaultScheme;

    RowCredentials(Passwords passwords, String defaultScheme) {
        this.passwords = passwords;
        this.defaultScheme = defaultScheme;
    }

    /**
     * Reads it.
     *
     * @param blocking runs work of up to a millisecond away from the event loop
     */
    Future<CredentialsResult> read(String user, AccountResult row, StoredCredentials reader, Executor blocking) {
        if (row instanceof Failure failure) {
            return Future.succeededFuture(new CredentialsResult.Undecided(new Undecided(user, failure)));
        }
        boolean stale = row instanceof Account known && known.stale();
        String stored = PassdbRow.ownOf(row)
                .map(own -> own.storedPassword(defaultScheme))
                .orElse(null);
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
}
