package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

    private static final String RESOURCE = "postern.schema.json";

    /** Who changes a key prints {@link ConfigReference#jsonSchema()} into the file again. */
    @Test
    void keepsTheCommittedJsonSchemaUpToDate() throws IOException {
        try (InputStream committed = ConfigReference.class.getResourceAsStream(RESOURCE)) {
            String text = new String(Objects.requireNonNull(committed).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).isEqualTo(ConfigReference.jsonSchema());
        }
    }

    @Test
    void hasARowForEachKeyOfThisVersion() {
        assertThat(ConfigReference.markdownTable().lines())
                .startsWith("| key | type | default | meaning |", "|---|---|---|---|")
                .contains(
                        "| `cache.ttl` | duration | `5m` | after which a row that was found is read again |",
                        "| `maps.NAME.query` | text |  | with Postfix's own expansions;"
                                + " sent as parameters, never as text |",
                        "| `listeners[].protocol` | socketmap \\| tcp-table \\| auth-client \\| auth-login"
                                + " \\| auth-master \\| auth-userdb | required | what is spoken on it |")
                .allSatisfy(row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(5));
    }
}
