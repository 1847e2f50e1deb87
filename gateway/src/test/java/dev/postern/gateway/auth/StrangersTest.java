package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.SaslContext;
import dev.postern.sasl.SaslStep.NeedCredentials;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever does not exist costs what those cost who do: the same steps, in the same order. */
class StrangersTest {
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "smtp", "192.0.2.1", "192.0.2.9", true);

    private final Map<String, List<Map<String, String>>> rows = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private Passwords.Verdict pretended = Passwords.Verdict.MISMATCH;
    private final Authenticator authenticator = new Authenticator(
            AuthConfig.defaults(), new Accounts(), new Work(), Duration.ofSeconds(2), System::nanoTime);

    /** Notes each look at the source; every row is old. */
    private class Accounts implements AccountStore {
        @Override
        public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
            steps.add("read");
            List<Map<String, String>> row = rows.get(query.user());
            long longAgo = System.nanoTime() - Duration.ofMinutes(1).toNanos();
            return Future.succeededFuture(
                    row == null
                            ? AccountResult.Unknown.INSTANCE
                            : new AccountResult.Account(new UnitValue.Row(row), longAgo));
        }

        @Override
        public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
            throw new AssertionError("a login never asks the userdb");
        }
    }

    /** Notes each hash. */
    private final class Work implements Passwords {
        private final TryCounts counts = new TryCounts();

        @Override
        public void tries(String service, int passwords) {
            counts.saw(service, passwords);
        }

        @Override
        public int pretendedTries(String service, String user) {
            return counts.of(service, user);
        }

        @Override
        public Future<Verdict> judge(String stored, Secret typed, String user) {
            steps.add("hash");
            boolean same = new String(typed.copy(), UTF_8).equals(stored);
            return Future.succeededFuture(same ? Verdict.MATCH : Verdict.MISMATCH);
        }

        @Override
        public Future<Verdict> pretend(Secret typed, String user) {
            steps.add("hash");
            return Future.succeededFuture(pretended);
        }

        @Override
        public <R> R credentials(String stored, CredentialReader<R> reader) {
            steps.add("derive");
            return reader.none();
        }

        @Override
        public void pretendCredentials(String user, CredentialReader<?> reader) {
            steps.add("derive");
        }
    }

    private LoginOutcome login(String user) {
        steps.clear();
        return authenticator
                .login(ATTEMPT, user, "", Secret.copyOf("wrong".getBytes(UTF_8)))
                .result();
    }

    @Test
    void costTheSameStepsWhenThePasswordIsSent() {
        rows.put("kim@d.test", List.of(Map.of("password", "pw")));
        rows.put("none@d.test", List.of(Map.of("user", "none@d.test")));
        assertThat(login("kim@d.test")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_PASSWORD));
        List<String> known = List.copyOf(steps);
        assertThat(known).containsExactly("read", "hash", "read");
        assertThat(login("nobody@d.test")).isEqualTo(new Denied("nobody@d.test", Reason.UNKNOWN_USER));
        assertThat(steps).isEqualTo(known);
        login("none@d.test");
        assertThat(steps).as("a row without a password").startsWith("read", "hash", "read");
    }

    /** Each password of a user costs a hash; nobody seems to have as many as somebody has. */
    @Test
    void costTheSameStepsWhereUsersHaveSeveralPasswords() {
        rows.put(
                "kim@d.test",
                List.of(
                        Map.of("password", "pw"),
                        Map.of("password", "phone-pw", "kind", "app", "label", "phone"),
                        Map.of("password", "imap-pw", "kind", "app", "label", "imap", "services", "imap")));
        login("kim@d.test");
        List<String> known = List.copyOf(steps);
        assertThat(known).containsExactly("read", "hash", "hash", "read");
        login("nobody@d.test");
        assertThat(steps).isEqualTo(known);
    }

    @ParameterizedTest
    @EnumSource(CredentialKind.class)
    void costTheSameStepsWhenItIsNot(CredentialKind kind) {
        rows.put("kim@d.test", List.of(Map.of("password", "pw")));
        assertThat(credentials("kim@d.test", kind)).isInstanceOf(Credentials.None.class);
        List<String> known = List.copyOf(steps);
        assertThat(known).containsExactly("read", "derive");
        assertThat(credentials("nobody@d.test", kind)).isInstanceOf(Credentials.None.class);
        assertThat(steps).isEqualTo(known);
    }

    private Credentials credentials(String user, CredentialKind kind) {
        steps.clear();
        SaslContext context = new HostContext(
                "mx.test",
                List.of(),
                new HostContext.Strangers(
                        SiteSecret.random(), new ScramIterations(), UserNames.of(AuthConfig.defaults())));
        CredentialsResult result = authenticator
                .credentials(ATTEMPT, new NeedCredentials(kind, user, ""), context, Runnable::run)
                .result();
        return ((CredentialsResult.Found) result).credentials();
    }

    /** Otherwise a pool that is full would tell who exists. */
    @Test
    void areTemporaryTroubleWhenThereIsTooMuchToDo() {
        pretended = Passwords.Verdict.BUSY;
        assertThat(login("nobody@d.test")).isInstanceOf(Busy.class);
    }

    @Test
    void whoHasJustBeenMadeMayLogInAtOnce() {
        Authenticator later = new Authenticator(
                AuthConfig.defaults(),
                new Accounts() {
                    @Override
                    public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
                        if (readSince != ANY_AGE) {
                            rows.put(query.user(), List.of(Map.of("password", "wrong")));
                        }
                        return super.passdb(query, readSince, deadline);
                    }
                },
                new Work(),
                Duration.ofSeconds(2),
                System::nanoTime);
        assertThat(later.login(ATTEMPT, "new@d.test", "", Secret.copyOf("wrong".getBytes(UTF_8)))
                        .result())
                .isInstanceOf(Granted.class);
    }
}
