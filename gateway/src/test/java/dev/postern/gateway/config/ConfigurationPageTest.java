package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    @Test
    void thePageOfTheConfigurationIsCurrent() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        assertThat(page)
                .as("docs/configuration.md holds ConfigReference.markdownTable(): print it there again")
                .contains(ConfigReference.markdownTable().strip());
    }
}
