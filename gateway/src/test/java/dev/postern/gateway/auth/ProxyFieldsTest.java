package dev.postern.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sasl.Secret;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyFieldsTest {
    private static final LoginAttempt ATTEMPT = new LoginAttempt("PLAIN", "imap", "192.0.2.1", "192.0.2.9", true);
    private static final Secret TYPED = Secret.copyOf("pw".getBytes(UTF_8));

    private static Map<String, String> completed(Map<String, String> fields, Secret typed) {
        return ProxyFields.completed(fields, "kim@d.test", ATTEMPT, typed);
    }

    @Test
    void theTypedPasswordGoesAlong() {
        assertThat(completed(Map.of("proxy", "y", "host", "192.0.2.7"), TYPED))
                .isEqualTo(Map.of("proxy", "y", "host", "192.0.2.7", "pass", "pw"));
    }

    @Test
    void theRowsOwnPasswordGoesBeforeIt() {
        assertThat(completed(Map.of("proxy", "y", "host", "192.0.2.7", "pass", "master"), TYPED))
                .containsEntry("pass", "master");
    }

    @Test
    void whatIsNoTextOrWasNotTypedDoesNotGoAlong() {
        Map<String, String> fields = Map.of("proxy", "y", "host", "192.0.2.7");
        assertThat(completed(fields, Secret.copyOf(new byte[] {(byte) 0xff}))).doesNotContainKey("pass");
        assertThat(completed(fields, Secret.copyOf(new byte[0]))).doesNotContainKey("pass");
    }

    @Test
    void maybeIsYesForAnotherServer() {
        assertThat(completed(Map.of("proxy_maybe", "y", "host", "192.0.2.7"), TYPED))
                .isEqualTo(Map.of("proxy", "", "host", "192.0.2.7", "pass", "pw"));
        assertThat(completed(Map.of("proxy_maybe", "y", "host", "192.0.2.9", "destuser", "other"), TYPED))
                .containsKey("proxy");
    }

    @Test
    void maybeIsNoForTheMailServerItself() {
        assertThat(completed(
                        Map.of(
                                "proxy_maybe",
                                "y",
                                "host",
                                "192.0.2.9",
                                "port",
                                "143",
                                "proxy_timeout",
                                "5",
                                "user_x",
                                "y"),
                        TYPED))
                .isEqualTo(Map.of("user_x", "y"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, , true",
        "2001:db8::7, , true",
        "mail.example.org, 192.0.2.7, true",
        // nobody resolves a name, and who is told none of both crashes
        "mail.example.org, , false",
        "mail.example.org, mail.example.org, false",
        "'', , false",
        "'', 192.0.2.7, false",
        ", , false",
        ", 192.0.2.7, false",
        "1.2.3, , false",
    })
    void aTargetNeedsAnAddress(@Nullable String host, @Nullable String ip, boolean whole) {
        Map<String, String> fields = new HashMap<>(Map.of("proxy", "y"));
        if (host != null) {
            fields.put("host", host);
        }
        if (ip != null) {
            fields.put("hostip", ip);
        }
        assertThat(ProxyFields.nameAnAddress(fields)).isEqualTo(whole);
    }
}
