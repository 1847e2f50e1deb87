package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {

    private static final JdbcUrl URL = new JdbcUrl("jdbc:postgresql://db/mails");

    @Test
    void hasDefaultsForAllButTheUrl() {
        assertThat(new InMemory().config(InMemory.MINIMAL).database())
                .isEqualTo(new DatabaseConfig(URL, null, null, 4, Duration.ofSeconds(2)))
                .isEqualTo(DatabaseConfig.of(URL, null, null));
    }

    @Test
    void takesEachKey() {
        assertThat(new InMemory().config("""
                database:
                  url: jdbc:postgresql://db/mails
                  username: mailreader
                  password: let me in
                  connections: 8
                  queryTimeout: 1500ms
                  announcementsUrl: jdbc:postgresql://primary/mails
                """).database())
                .isEqualTo(new DatabaseConfig(
                        URL,
                        "mailreader",
                        new SecretText("let me in"),
                        8,
                        Duration.ofMillis(1500),
                        new JdbcUrl("jdbc:postgresql://primary/mails")));
    }

    @Test
    void readsPasswordFromFileWithoutItsLastNewline() {
        InMemory given = new InMemory()
                .file("/run/one", "one\n")
                .file("/run/two", "two\r\n")
                .file("/run/three", " 3 \n\n");
        assertThat(password(given, "/run/one")).isEqualTo(new SecretText("one"));
        assertThat(password(given, "/run/two")).isEqualTo(new SecretText("two"));
        assertThat(password(given, "/run/three")).isEqualTo(new SecretText(" 3 \n"));
    }

    private static @Nullable SecretText password(InMemory given, String file) {
        return given.config("database: {url: 'jdbc:postgresql://db/mails', passwordFile: " + file + "}")
                .database()
                .password();
    }

    /** YAML sees a number, a boolean and nothing; the operator meant what is written. */
    @Test
    void takesPasswordsAsTheyAreWritten() {
        assertThat(passwordWritten("007")).isEqualTo(new SecretText("007"));
        assertThat(passwordWritten("1_000")).isEqualTo(new SecretText("1_000"));
        assertThat(passwordWritten("true")).isEqualTo(new SecretText("true"));
        assertThat(passwordWritten("'null'")).isEqualTo(new SecretText("null"));
    }

    private static @Nullable SecretText passwordWritten(String yaml) {
        return new InMemory()
                .config("database: {url: 'jdbc:postgresql://db/mails', password: " + yaml + "}")
                .database()
                .password();
    }
}
