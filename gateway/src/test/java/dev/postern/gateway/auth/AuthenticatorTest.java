package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "smtp", "192.0.2.1", "192.0.2.9", true);

    private final Map<String, AccountResult> accounts = new HashMap<>();
    private final List<Long> readings = new ArrayList<>();
    private final Passwords passwords = new PlainPasswords();
    private long now = 100 * SECOND;

    private final Authenticator authenticator =
            new Authenticator(AuthConfig.defaults(), new Accounts(), passwords, Duration.ofSeconds(2), () -> now);

    /** Stored passwords are plain; the row {@code weird} cannot be checked. */
    private static final class PlainPasswords implements Passwords {
        @Override
        public Future<Verdict> judge(String stored, Secret typed, String user) {
            if (stored.equals("weird")) {
                return Future.succeededFuture(Verdict.UNDECIDED);
            }
            boolean same = new String(typed.copy(), UTF_8).equals(stored);
            return Future.succeededFuture(same ? Verdict.MATCH : Verdict.MISMATCH);
        }

        @Override
        public <R> R credentials(String stored, CredentialReader<R> reader) {
            return reader.cleartext(stored.getBytes(UTF_8));
        }
    }

    private final class Accounts implements AccountStore {
        @Override
        public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
            readings.add(readSince);
            return Future.succeededFuture(accounts.getOrDefault(query.user(), AccountResult.Unknown.INSTANCE));
        }

        @Override
        public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
            throw new AssertionError("a login never asks the userdb");
        }
    }

    private void account(Map<String, String> columns, long readAt) {
        accounts.put("kim@d.test", new AccountResult.Account(new UnitValue.Row(columns), readAt));
    }

    private LoginOutcome login(String user, String password) {
        return authenticator
                .login(ATTEMPT, user, "", Secret.copyOf(password.getBytes(UTF_8)))
                .result();
    }

    @Test
    void grantsTheRightPassword() {
        account(Map.of("password", "pw"), 0);
        assertThat(login("Kim@D.test", "pw")).isEqualTo(new Granted("kim@d.test", Map.of(), true));
    }

    @ParameterizedTest
    @CsvSource({
        // what the column says does not matter, that it is there does
        "y, , , true",
        "N, , , true",
        "'', , , true",
        "y, '', , true",
        "y, , '', true",
        // a password beside it is a password
        "y, pw, , false",
        "y, , pw, false",
        ", pw, , false",
        ", , , false"
    })
    void anyPasswordWillDoWhereTheRowHasNoneAndSaysSo(
            @Nullable String nopassword, @Nullable String password, @Nullable String noscheme, boolean granted) {
        Map<String, String> columns = new HashMap<>();
        putUnlessNull(columns, "nopassword", nopassword);
        putUnlessNull(columns, "password", password);
        putUnlessNull(columns, "password_noscheme", noscheme);
        account(columns, now);
        assertThat(login("kim@d.test", "anything")).isInstanceOf(granted ? Granted.class : Denied.class);
    }

    private static void putUnlessNull(Map<String, String> columns, String name, @Nullable String value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    @Test
    void aPasswordWithoutASchemeIsInTheDefaultScheme() {
        account(Map.of("password_noscheme", "{PLAIN}pw"), now);
        assertThat(login("kim@d.test", "{CRYPT}{PLAIN}pw")).isInstanceOf(Granted.class);
        assertThat(login("kim@d.test", "pw")).isInstanceOf(Denied.class);
    }

    @Test
    void saysWhetherTheRowHadToBeRead() {
        account(Map.of("password", "pw"), now);
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Granted("kim@d.test", Map.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k\tim@d.test",
                "k\nim",
                "k\u0000im",
                "k\u0001im",
                "kim+x@d.test",
                "k'im@d.test",
                "k%im",
                "é@d.test"
            })
    void asksNothingForANameThatNobodyCanHave(String name) {
        assertThat(login(name, "pw")).isEqualTo(new Denied(name, Reason.BAD_NAME));
        assertThat(readings).isEmpty();
    }

    @Test
    void asksNothingForAPasswordThatNobodyCanHave() {
        account(Map.of("password", ""), 0);
        assertThat(login("kim@d.test", "")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_PASSWORD));
        assertThat(login("kim@d.test", "x".repeat(512))).isInstanceOf(Denied.class);
        assertThat(readings).isEmpty();
    }

    @Test
    void nobodyMayActAsSomebodyElse() {
        account(Map.of("password", "pw"), 0);
        Secret typed = Secret.copyOf("pw".getBytes(UTF_8));
        assertThat(authenticator
                        .login(ATTEMPT, "kim@d.test", "boss@d.test", typed)
                        .result())
                .isEqualTo(new Denied("kim@d.test", Reason.NOT_PERMITTED));
    }

    @Test
    void anUnknownUserIsDenied() {
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Denied("kim@d.test", Reason.UNKNOWN_USER));
    }

    @Test
    void anOutageIsNeverAWrongPassword() {
        accounts.put("kim@d.test", new Unavailable("away"));
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Undecided("kim@d.test", new Unavailable("away")));
        accounts.put("kim@d.test", new Misconfigured("two rows"));
        assertThat(login("kim@d.test", "pw")).isInstanceOf(Undecided.class);
        account(Map.of("password", "weird"), now);
        assertThat(login("kim@d.test", "pw")).isInstanceOf(Undecided.class);
    }

    @Test
    void aMismatchReadsTheRowAgainBeforeItRefuses() {
        account(Map.of("password", "old"), now - 5 * SECOND);
        assertThat(login("kim@d.test", "new")).isInstanceOf(Denied.class);
        assertThat(readings).hasSizeGreaterThan(1);
        assertThat(readings.get(0)).isEqualTo(AccountStore.ANY_AGE);
        assertThat(readings.get(1)).as("a row of the last second would do").isEqualTo(now - SECOND);
    }

    @Test
    void aMismatchAgainstARecentRowRefusesAtOnce() {
        account(Map.of("password", "pw"), now - SECOND / 2);
        assertThat(login("kim@d.test", "wrong")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_PASSWORD));
        assertThat(readings).hasSize(1);
    }

    @Test
    void aMismatchThatCannotBeCheckedAgainIsUndecided() {
        AccountStore store = new AccountStore() {
            @Override
            public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
                return Future.succeededFuture(
                        readSince == ANY_AGE
                                ? new AccountResult.Account(
                                        new UnitValue.Row(Map.of("password", "old")), now - 60 * SECOND)
                                : new Unavailable("away"));
            }

            @Override
            public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
                throw new AssertionError("not asked");
            }
        };
        Authenticator away =
                new Authenticator(AuthConfig.defaults(), store, passwords, Duration.ofSeconds(2), () -> now);
        assertThat(away.login(ATTEMPT, "kim@d.test", "", Secret.copyOf("new".getBytes(UTF_8)))
                        .result())
                .isEqualTo(new Undecided("kim@d.test", new Unavailable("away"), true));
    }

    @Test
    void aRowThatMayHaveChangedKeepsNobodyOut() {
        Map<String, String> columns = Map.of("password", "pw", "allow_nets", "10.0.0.0/8");
        accounts.put("kim@d.test", new AccountResult.Account(new UnitValue.Row(columns), now - 60 * SECOND, true));
        assertThat(login("kim@d.test", "pw"))
                .isInstanceOfSatisfying(
                        Undecided.class,
                        undecided -> assertThat(undecided.mismatch()).isTrue());
    }

    @Test
    void anAccountWithoutAPasswordLetsNobodyIn() {
        account(Map.of("user", "kim@d.test"), now);
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_PASSWORD));
    }

    @Test
    void theRowsConditionsCountAfterThePassword() {
        account(Map.of("password", "pw", "allow_nets", "10.0.0.0/8"), now);
        assertThat(login("kim@d.test", "wrong")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_PASSWORD));
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Denied("kim@d.test", Reason.WRONG_NETWORK));
        account(Map.of("password", "pw", "allow_nets", "10.0.0.0/8,192.0.2.0/24"), now);
        assertThat(login("kim@d.test", "pw")).isInstanceOf(Granted.class);
    }

    @Test
    void theRowMayRenameTheUserAndTellTheMailServerMore() {
        account(Map.of("password", "pw", "user", "Kim.Doe@d.test", "nologin", "y", "userdb_uid", "8"), 0);
        assertThat(login("kim@d.test", "pw")).isEqualTo(new Granted("kim.doe@d.test", Map.of("nologin", "y"), true));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, false, false",
        "192.0.2.1, true, true",
        "127.0.0.1, false, true",
        "::1, false, true",
        "'', false, true"
    })
    void aPasswordInTheClearMayHaveToBeProtected(String remoteIp, boolean secured, boolean granted) {
        account(Map.of("password", "pw"), now);
        AuthConfig plain = AuthConfig.defaults();
        AuthConfig strict = new AuthConfig(
                plain.mechanisms(),
                plain.defaultScheme(),
                plain.usernameFormat(),
                plain.usernameChars(),
                plain.defaultDomain(),
                plain.failureDelay(),
                true,
                plain.refuseWeak(),
                plain.staleFor(),
                plain.secretFile(),
                plain.anonymousUser(),
                plain.guard(),
                plain.oauth2(),
                plain.libcrypt(),
                plain.rehash(),
                plain.lastUse());
        Authenticator authenticator =
                new Authenticator(strict, new Accounts(), passwords, Duration.ofSeconds(2), () -> now);
        LoginAttempt attempt = new LoginAttempt("PLAIN", "smtp", remoteIp, "", secured);
        LoginOutcome outcome = authenticator
                .login(attempt, "kim@d.test", "", Secret.copyOf("pw".getBytes(UTF_8)))
                .result();
        assertThat(outcome).isInstanceOf(granted ? Granted.class : Denied.class);
    }

    @Test
    void theTypedPasswordIsWipedInTheEnd() {
        account(Map.of("password", "pw"), 0);
        Secret typed = Secret.copyOf("pw".getBytes(UTF_8));
        authenticator.login(ATTEMPT, "kim@d.test", "", typed);
        assertThat(typed).isNotEqualTo(Secret.copyOf("pw".getBytes(UTF_8)));
    }

    @Test
    void noOutcomePrintsAPassword() {
        account(Map.of("password", "stored-secret", "pass", "proxy-secret"), 0);
        assertThat(accounts.toString()).doesNotContain("secret");
        Failure failure = new Unavailable("away");
        assertThat(new Undecided("kim", failure).toString()).contains("away");
    }

    /** A certificate lets in where any password would, and nobody else. */
    @ParameterizedTest
    @CsvSource({
        "Kim@d.test, '', '', true",
        "kim@d.test, kim@d.test, '', true",
        // another password, another user, no such user
        "kim@d.test, '', pw, false",
        "kim@d.test, kai@d.test, '', false",
        "kim@d.test, KIM@d.test, '', false",
        "kai@d.test, '', '', false",
        "'kim d', '', '', false"
    })
    void aCertificateNeedsARowWithoutPassword(String name, String authzid, String password, boolean granted) {
        account(Map.of("nopassword", "y", "password", password), now);
        LoginOutcome outcome = authenticator.certified(ATTEMPT, name, authzid).result();
        assertThat(outcome).isInstanceOf(granted ? Granted.class : Denied.class);
    }

    @Test
    void aCertificateOpensNoAccountThatIsClosedToTheNetwork() {
        account(Map.of("nopassword", "y", "allow_nets", "203.0.113.0/24"), now);
        assertThat(authenticator.certified(ATTEMPT, "kim@d.test", "").result())
                .isEqualTo(new Denied("kim@d.test", Reason.WRONG_NETWORK));
    }

    @Test
    void anonymousIsGrantedWithoutALook() {
        assertThat(authenticator.anonymous()).isEqualTo(new Granted("anonymous", Map.of("anonymous", ""), true));
        assertThat(readings).isEmpty();
    }
}
