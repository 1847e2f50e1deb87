package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.auth.LoginOutcome.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassdbRowTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "imap", "192.0.2.1", "192.0.2.9", true);

    @ParameterizedTest
    @CsvSource({
        // which services, and which not
        "services, imap, ",
        "services, 'smtp, imap', ",
        "services, 'smtp imap', ",
        "services, smtp, WRONG_SERVICE",
        "services, '', WRONG_SERVICE",
        "services, IMAP, WRONG_SERVICE",
        "not_services, smtp, ",
        "not_services, '', ",
        "not_services, 'smtp,imap', WRONG_SERVICE",
        // from where
        "allow_nets, 192.0.2.0/24, ",
        "allow_nets, 10.0.0.0/8, WRONG_NETWORK",
        "allow_nets, '', WRONG_NETWORK",
        // until when: the moment itself is too late
        "valid_until, 2026-06-01T12:00:01Z, ",
        "valid_until, 2026-06-01T12:00:00Z, EXPIRED",
        "valid_until, +999999999-12-31T23:59:59Z, ",
        // whatever the column says
        "fail, '', FORBIDDEN",
        "fail, N, FORBIDDEN",
        "nologin, y, ",
    })
    void aConditionStandsBesideThePassword(String column, String value, @Nullable Reason reason) {
        assertThat(new PassdbRow(Map.of(column, value)).refusal(ATTEMPT, NOW).orElse(null))
                .isEqualTo(reason);
    }

    @Test
    void whoSaysNoServiceHasNoneOfAList() {
        LoginAttempt unnamed = new LoginAttempt("PLAIN", "", "", "", false);
        assertThat(new PassdbRow(Map.of("services", "imap,,")).refusal(unnamed, NOW))
                .contains(Reason.WRONG_SERVICE);
        assertThat(new PassdbRow(Map.of()).refusal(unnamed, NOW)).isEmpty();
    }

    @Test
    void anEndIsToldOnlyWhereNothingElseIsWrong() {
        PassdbRow row = new PassdbRow(Map.of("allow_nets", "::1", "valid_until", "2026-01-01T00:00:00Z"));
        assertThat(row.refusal(ATTEMPT, NOW)).contains(Reason.WRONG_NETWORK);
    }

    @Test
    void anAppPasswordHasAName() {
        assertThat(new PassdbRow(Map.of("kind", "app", "label", "phone")).appPassword())
                .isEqualTo("phone");
        assertThat(new PassdbRow(Map.of("kind", "app")).appPassword()).isEqualTo("app");
        assertThat(new PassdbRow(Map.of("kind", "main", "label", "phone")).appPassword())
                .isEmpty();
    }
}
