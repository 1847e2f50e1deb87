package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.sasl.CredentialKind;
import dev.postern.sasl.Credentials;
import dev.postern.sasl.SaslStep;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A user with several passwords. */
class AppPasswordsTest {
    private static final String USER = "kim@d.test";

    private final List<String> tried = new ArrayList<>();
    private final Set<String> remembered = new HashSet<>();
    private List<Map<String, String>> rows = List.of(
            Map.of("password", "main", "kind", "main"),
            Map.of("password", "mobile", "kind", "app", "label", "phone", "services", "imap,smtp"),
            Map.of(
                    "password",
                    "paper",
                    "kind",
                    "app",
                    "label",
                    "printer",
                    "services",
                    "smtp",
                    "allow_nets",
                    "10.0.0.0/8"),
            Map.of("password", "past", "kind", "app", "label", "tablet", "valid_until", "2020-01-01T00:00:00Z"));
    private long now = TimeUnit.HOURS.toNanos(1);
    private long costOfATry;

    private final Authenticator authenticator = new Authenticator(
            AuthConfig.defaults(), new Accounts(), new CountedPasswords(), Duration.ofSeconds(2), () -> now);

    private final class Accounts implements AccountStore {
        @Override
        public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
            return Future.succeededFuture(
                    query.user().equals(USER)
                            ? new AccountResult.Account(new UnitValue.Row(rows), now)
                            : AccountResult.Unknown.INSTANCE);
        }

        @Override
        public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
            throw new AssertionError("a login never asks the userdb");
        }
    }

    /** Stored passwords are plain; {@code weird} cannot be checked. */
    private final class CountedPasswords implements Passwords {
        @Override
        public Future<Verdict> judge(String stored, Secret typed, String user) {
            tried.add(stored);
            now += costOfATry;
            boolean same = stored.equals(new String(typed.copy(), UTF_8));
            return Future.succeededFuture(
                    stored.equals("weird") ? Verdict.UNDECIDED : same ? Verdict.MATCH : Verdict.MISMATCH);
        }

        @Override
        public boolean remembers(String stored, Secret typed, String user) {
            return remembered.contains(stored) && stored.equals(new String(typed.copy(), UTF_8));
        }

        @Override
        public <R> R credentials(String stored, CredentialReader<R> reader) {
            return reader.cleartext(stored.getBytes(UTF_8));
        }
    }

    private LoginOutcome login(String service, String password) {
        LoginAttempt attempt = new LoginAttempt("PLAIN", service, "192.0.2.1", "", true);
        return authenticator
                .login(attempt, USER, "", Secret.copyOf(password.getBytes(UTF_8)))
                .result();
    }

    private static Granted granted(String app) {
        return new Granted(USER, Map.of(), true, app, "");
    }

    private LoginOutcome fresh(LoginOutcome outcome) {
        return outcome instanceof Granted granted
                ? new Granted(granted.user(), granted.fields(), true, granted.appPassword(), granted.master())
                : outcome;
    }

    @Test
    void eachLetsInForItsServicesAndIsNamed() {
        assertThat(fresh(login("imap", "main"))).isEqualTo(granted(""));
        assertThat(fresh(login("imap", "mobile"))).isEqualTo(granted("phone"));
        assertThat(login("pop3", "mobile")).isEqualTo(new Denied(USER, Reason.WRONG_PASSWORD));
    }

    @Test
    void eachHasNetworksAndAnEndOfItsOwn() {
        assertThat(login("smtp", "paper")).isEqualTo(new Denied(USER, Reason.WRONG_NETWORK));
        assertThat(login("smtp", "past")).isEqualTo(new Denied(USER, Reason.EXPIRED));
        assertThat(login("smtp", "main")).isInstanceOf(Granted.class);
    }

    @Test
    void onlyThoseOfTheServiceAreTried() {
        login("pop3", "wrong");
        assertThat(tried).containsExactly("main", "past");
    }

    @Test
    void aServiceOfNoPasswordCostsWhatAWrongPasswordCosts() {
        rows = List.of(Map.of("password", "main", "services", "imap"));
        assertThat(login("smtp", "wrong")).isEqualTo(new Denied(USER, Reason.WRONG_PASSWORD));
        assertThat(tried).containsExactly("main");
        assertThat(login("smtp", "main")).isEqualTo(new Denied(USER, Reason.WRONG_SERVICE));
    }

    @Test
    void oneThatMatchedBeforeNeedsNoHashOfTheOthers() {
        remembered.add("mobile");
        assertThat(login("imap", "mobile")).isInstanceOf(Granted.class);
        assertThat(tried).isEmpty();
    }

    @Test
    void oneThatCannotBeCheckedLeavesTheOthersGood() {
        rows = List.of(Map.of("password", "weird"), Map.of("password", "mobile", "kind", "app"));
        assertThat(login("imap", "mobile")).isInstanceOf(Granted.class);
        assertThat(login("imap", "wrong")).isInstanceOf(Undecided.class);
    }

    @Test
    void triesEndBeforePostfixLosesItsPatience() {
        costOfATry = TimeUnit.SECONDS.toNanos(4);
        rows = List.of(
                Map.of("password", "a"),
                Map.of("password", "b", "kind", "app"),
                Map.of("password", "c", "kind", "app"),
                Map.of("password", "d", "kind", "app"));
        assertThat(login("imap", "d")).isInstanceOf(Busy.class);
        assertThat(tried).containsExactly("a", "b");
    }

    @Test
    void mechanismsThatNeverSendThePasswordKnowTheMainOneAlone() {
        assertThat(credentials()).isEqualTo("main");
        rows = List.of(Map.of("password", "mobile", "kind", "app"));
        assertThat(credentials()).isEqualTo("none");
        LoginAttempt attempt = new LoginAttempt("CRAM-MD5", "imap", "192.0.2.1", "", true);
        assertThat(authenticator.proved(attempt, USER, "").result())
                .as("who proved the main password a moment ago, when there was one")
                .isInstanceOf(Denied.class);
    }

    private String credentials() {
        LoginAttempt attempt = new LoginAttempt("CRAM-MD5", "imap", "192.0.2.1", "", true);
        CredentialsResult result = authenticator
                .credentials(
                        attempt,
                        new SaslStep.NeedCredentials(CredentialKind.CRAM_MD5, USER, ""),
                        new HostContext(
                                "mx.test",
                                List.of(),
                                new HostContext.Strangers(
                                        SiteSecret.random(),
                                        new ScramIterations(),
                                        UserNames.of(AuthConfig.defaults()))),
                        Runnable::run)
                .result();
        Credentials found = ((CredentialsResult.Found) result).credentials();
        return found instanceof Credentials.Cleartext clear
                ? new String(clear.password().copy(), UTF_8)
                : "none";
    }
}
