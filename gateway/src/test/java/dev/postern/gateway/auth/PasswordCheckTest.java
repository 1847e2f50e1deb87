package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.Passwords.Verdict;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.password.VerifierLimits;
import dev.postern.sasl.Secret;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of passwords that matched. */
class PasswordCheckTest {
    private static final String STORED =
            "{SHA256-CRYPT}$5$M30F.RV/gJuJdwoJ$FcUNJimyQjNswTg5aIP3DbsyAOUDF8hCACm0gcm5TW5";
    private static final String SALTED_ANEW =
            "{SHA256-CRYPT}$5$klPpY/Wz2RHWpF37$icaObdKt0FfXFNRupoZIKWjjAtnoSAxfhLfRM/8pah/";
    private static final String ANOTHERS =
            "{SHA256-CRYPT}$5$W5Ur.WtsOPFH2J56$tRtcsGiA2KsOerbcO3lpg7ORPk5M.sEOschhNoe7jC.";

    @AutoClose
    private final PasswordCheck passwords =
            new PasswordCheck(AuthConfig.defaults(), new VerifierLimits(1, 10, Duration.ofMinutes(1), 64));

    private Verdict judge(String stored, String typed, String user) throws Exception {
        return passwords
                .judge(stored, Secret.copyOf(typed.getBytes(UTF_8)), user)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, SECONDS);
    }

    @Test
    void aMatchIsVerifiedOnce() throws Exception {
        assertThat(judge(STORED, "pw", "kim@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(passwords.remembered()).isZero();
        assertThat(judge(STORED, "pw", "kim@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(passwords.remembered()).isEqualTo(1);
    }

    @Test
    void aChangedPasswordIsDeadAsSoonAsItsRowIs() throws Exception {
        judge(STORED, "pw", "kim@d.test");
        assertThat(judge(ANOTHERS, "pw", "kim@d.test")).isEqualTo(Verdict.MISMATCH);
        assertThat(judge(SALTED_ANEW, "pw", "kim@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(passwords.remembered()).as("both were verified").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "pw1", "PW", "pw ", ""})
    void anotherPasswordIsVerifiedEachTime(String typed) throws Exception {
        judge(STORED, "pw", "kim@d.test");
        assertThat(judge(STORED, typed, "kim@d.test")).isEqualTo(Verdict.MISMATCH);
        assertThat(judge(STORED, typed, "kim@d.test")).isEqualTo(Verdict.MISMATCH);
        assertThat(passwords.remembered()).isZero();
    }

    @Test
    void whatMatchedForOneUserIsVerifiedForAnother() throws Exception {
        judge(STORED, "pw", "kim@d.test");
        assertThat(judge(STORED, "pw", "lee@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(passwords.remembered()).isZero();
    }

    @Test
    void whatNobodyCouldVerifyIsNotRemembered() throws Exception {
        assertThat(judge("{NOPE}x", "pw", "kim@d.test")).isEqualTo(Verdict.UNDECIDED);
        assertThat(judge("{NOPE}x", "pw", "kim@d.test")).isEqualTo(Verdict.UNDECIDED);
        assertThat(passwords.remembered()).isZero();
    }

    /** A digest costs no more than finding out whether it is known. */
    @Test
    void cheapSchemesAreComparedEachTime() throws Exception {
        assertThat(judge("{PLAIN}pw", "pw", "kim@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(judge("{PLAIN}pw", "pw", "kim@d.test")).isEqualTo(Verdict.MATCH);
        assertThat(passwords.remembered()).isZero();
    }
}
