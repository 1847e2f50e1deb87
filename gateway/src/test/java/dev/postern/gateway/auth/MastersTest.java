package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginOutcome.Acting;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.MasterdbConfig;
import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountStore;
import dev.postern.gateway.directory.Deadline;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in as somebody else. Each case is as Dovecot 2.3 answers it, with {@code pass=yes}. */
class MastersTest {
    private static final Acting BOSS_AS_KIM = new Acting("boss@d.test", "kim@d.test");

    private final Map<String, AccountResult> users = new HashMap<>(Map.of(
            "kim@d.test", account(Map.of("password", "kims")),
            "off@d.test", account(Map.of("password", "offs", "nologin", "y")),
            "gone@d.test", account(Map.of("password", "gones", "fail", "y")),
            "moved@d.test", account(Map.of("password", "moveds", "proxy", "y", "host", "192.0.2.7"))));
    private final Map<String, AccountResult> masters = new HashMap<>(Map.of(
            "boss@d.test", account(Map.of("password", "bosss")),
            "imap@d.test", account(Map.of("password", "imaps", "services", "imap"))));
    private final List<AccountQuery> asked = new ArrayList<>();

    private final Authenticator authenticator = new Authenticator(
            AuthConfig.defaults(),
            new MasterdbConfig("", "*"),
            new Accounts(),
            new PlainPasswords(),
            new LoginClock(Duration.ofSeconds(2), () -> 0));

    private static AccountResult account(Map<String, String> columns) {
        return new AccountResult.Account(new UnitValue.Row(columns), 0);
    }

    private final class Accounts implements AccountStore {
        @Override
        public Future<AccountResult> passdb(AccountQuery query, long readSince, Deadline deadline) {
            return Future.succeededFuture(users.getOrDefault(query.user(), AccountResult.Unknown.INSTANCE));
        }

        @Override
        public Future<AccountResult> masterdb(AccountQuery query, long readSince, Deadline deadline) {
            asked.add(query);
            return Future.succeededFuture(masters.getOrDefault(query.user(), AccountResult.Unknown.INSTANCE));
        }

        @Override
        public Future<AccountResult> userdb(AccountQuery query, Deadline deadline) {
            throw new AssertionError("a login never asks the userdb");
        }
    }

    /** Stored passwords are plain. */
    private static final class PlainPasswords implements Passwords {
        @Override
        public Future<Verdict> judge(String stored, Secret typed, String user) {
            return Future.succeededFuture(
                    stored.equals(new String(typed.copy(), UTF_8)) ? Verdict.MATCH : Verdict.MISMATCH);
        }

        @Override
        public <R> R credentials(String stored, CredentialReader<R> reader) {
            return reader.none();
        }
    }

    private LoginOutcome login(String authcid, String authzid, String password) {
        LoginAttempt attempt = new LoginAttempt("PLAIN", "pop3", "192.0.2.1", "", true);
        return authenticator
                .login(attempt, authcid, authzid, Secret.copyOf(password.getBytes(UTF_8)))
                .result();
    }

    @ParameterizedTest
    @CsvSource({
        "boss@d.test, kim@d.test",
        "Boss@D.test, KIM@d.test",
        "kim@d.test*boss@d.test, ''",
        "kim@d.test*boss@d.test, kim@d.test",
        // whom the mechanism names goes before whom the name names
        "off@d.test*boss@d.test, kim@d.test",
    })
    void aMasterLogsInAsAnotherByItsOwnPassword(String authcid, String authzid) {
        assertThat(login(authcid, authzid, "bosss"))
                .isEqualTo(new Granted("kim@d.test", Map.of(), false, "", "boss@d.test"));
        assertThat(login(authcid, authzid, "kims"))
                .isEqualTo(new Denied("boss@d.test", Reason.WRONG_PASSWORD, false, BOSS_AS_KIM));
    }

    @Test
    void aMastersQueryKnowsWhomItWantsToBecome() {
        login("boss@d.test", "kim@d.test", "bosss");
        assertThat(asked).first().satisfies(query -> {
            assertThat(query.user()).isEqualTo("boss@d.test");
            assertThat(query.loginUser()).isEqualTo("kim@d.test");
        });
    }

    @Test
    void aUserIsNoMaster() {
        assertThat(login("kim@d.test", "off@d.test", "kims"))
                .isEqualTo(
                        new Denied("kim@d.test", Reason.UNKNOWN_USER, false, new Acting("kim@d.test", "off@d.test")));
    }

    @Test
    void aMasterIsNoUser() {
        assertThat(login("boss@d.test", "", "bosss")).isEqualTo(new Denied("boss@d.test", Reason.UNKNOWN_USER));
        assertThat(login("boss@d.test*boss@d.test", "", "bosss"))
                .isEqualTo(new Denied("boss@d.test", Reason.UNKNOWN_USER));
    }

    @Test
    void whoNamesItselfTwiceLogsInAsItself() {
        assertThat(login("kim@d.test", "Kim@D.test", "kims")).isEqualTo(new Granted("kim@d.test", Map.of(), false));
        assertThat(login("kim@d.test*kim@d.test", "", "kims")).isInstanceOf(Granted.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nobody@d.test", "gone@d.test"})
    void nobodyBecomesAUserWhoIsNotThereOrFails(String user) {
        assertThat(login("boss@d.test", user, "bosss"))
                .isEqualTo(new Denied(user, Reason.AUTHORIZATION_FAILED, false, new Acting("boss@d.test", user)));
        assertThat(login("boss@d.test", user, "wrong"))
                .as("and who does not know the master's password does not hear of it")
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.WRONG_PASSWORD));
    }

    @Test
    void theUsersFieldsAreTold() {
        assertThat(login("boss@d.test", "off@d.test", "bosss"))
                .isEqualTo(new Granted("off@d.test", Map.of("nologin", "y"), false, "", "boss@d.test"));
        assertThat(login("boss@d.test", "moved@d.test", "bosss"))
                .isEqualTo(new Granted(
                        "moved@d.test",
                        Map.of("proxy", "y", "host", "192.0.2.7", "pass", "bosss", "master", "boss@d.test"),
                        false,
                        "",
                        "boss@d.test"));
    }

    @Test
    void aMastersOwnRowMayRefuseIt() {
        assertThat(login("imap@d.test", "kim@d.test", "imaps"))
                .isEqualTo(new Denied(
                        "imap@d.test", Reason.WRONG_SERVICE, false, new Acting("imap@d.test", "kim@d.test")));
    }

    @Test
    void anOutageIsNeverAFailedAuthorisation() {
        users.put("kim@d.test", new Unavailable("away"));
        assertThat(login("boss@d.test", "kim@d.test", "bosss")).isInstanceOf(Undecided.class);
        masters.put("boss@d.test", new Unavailable("away"));
        assertThat(login("boss@d.test", "kim@d.test", "bosss")).isInstanceOf(Undecided.class);
    }

    @ParameterizedTest
    @CsvSource({
        "*boss@d.test, ''",
        "kim@d.test*, ''",
        "*, ''",
        "kim@d.test*boss@d.test*x, ''",
        "boss@d.test, 'k%im@d.test'",
        "'kim\tx@d.test*boss@d.test', ''",
    })
    void nothingIsAskedForNamesThatNobodyCanHave(String authcid, String authzid) {
        assertThat(login(authcid, authzid, "bosss"))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.reason()).isEqualTo(Reason.BAD_NAME));
        assertThat(asked).isEmpty();
    }

    @Test
    void aProofIsJudgedAsAPasswordIs() {
        LoginAttempt attempt = new LoginAttempt("SCRAM-SHA-1", "imap", "192.0.2.1", "", true);
        assertThat(authenticator.proved(attempt, "boss@d.test", "kim@d.test").result())
                .isEqualTo(new Granted("kim@d.test", Map.of(), false, "", "boss@d.test"));
        assertThat(authenticator.proved(attempt, "kim@d.test*boss@d.test", "").result())
                .isInstanceOf(Granted.class);
        assertThat(authenticator.proved(attempt, "boss@d.test", "nobody@d.test").result())
                .isInstanceOf(Denied.class);
    }
}
