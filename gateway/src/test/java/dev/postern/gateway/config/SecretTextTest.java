package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the port is no number, or too many
                "jdbc:postgresql://db:hunter2/m",
                "jdbc:postgresql://db:0/m?password=hunter2",
                "jdbc:postgresql://db:65536/m?password=hunter2",
                // a user before the host, as libpq takes it
                "jdbc:postgresql://joe:hunter2@db/m",
                "jdbc:postgresql://joe:hunter2@db:5432/m",
                "jdbc:postgresql://db,joe:hunter2@db:5432",
                // a unix socket, as libpq takes it
                "jdbc:postgresql:///m?host=/tmp&password=hunter2",
                // an escape that is none
                "jdbc:postgresql://db/m?password=hunter2%",
            })
    void refusesWhatTheDriverCannotUseWithoutRepeatingIt(String url) {
        InMemory given = new InMemory();

        assertThat(given.problems("database: {url: '" + url + "'}\nschema: views\n"))
                .singleElement(STRING)
                .startsWith("postern.yaml:1:17: database.url: the value is a URL ")
                .endsWith("; write jdbc:postgresql://HOST:PORT/DATABASE")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:mails",
                "jdbc:postgresql://db/",
                "jdbc:postgresql:///m",
                "jdbc:postgresql://db:65535",
                "jdbc:postgresql://a:5432,[::1]:5433/m?targetServerType=primary",
                "jdbc:postgresql://db/m@home",
                "jdbc:postgresql://db/m?user=joe@site&options=-c%20x=//a@b",
            })
    void takesWhatTheDriverTakes(String url) {
        assertThat(new JdbcUrl(url).text()).isEqualTo(url);
    }
}
