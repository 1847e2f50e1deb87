package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Secrets, and URLs that may hold one. */
class SecretTextTest {

    @Test
    void showsItselfOnlyOnRequest() {
        SecretText secret = new SecretText("hunter2");
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret).hasToString("****");
        assertThat(DatabaseConfig.of(new JdbcUrl("jdbc:postgresql://db/m"), "joe", secret)
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void comparesByContent() {
        assertThat(new SecretText("ü")).isEqualTo(new SecretText("ü")).hasSameHashCodeAs(new SecretText("u"));
        assertThat(new SecretText("ü")).isNotEqualTo(new SecretText("u"));
    }

    @Test
    void masksEachPasswordOfAUrl() {
        assertThat(new JdbcUrl("jdbc:postgresql://a,b/m?password=x&user=y&sslPassword=z"))
                .hasToString("jdbc:postgresql://a,b/m?password=****&user=y&sslPassword=****");
    }

    @Test
    void refusesAnotherDriversUrlWithoutRepeatingIt() {
        assertThatThrownBy(() -> new JdbcUrl("jdbc:mysql://joe:hunter2@db/m"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }
}
