package dev.postern.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Configuration files. */
class ConfigFuzzTest {

    private static final Path FILE = Path.of("postern.yaml");

    @FuzzTest
    void aFileIsAcceptedOrItsProblemsAreNamed(byte[] bytes) {
        ConfigReader reader = new ConfigReader(name -> name.length() % 2 == 0 ? null : "1", path -> {
            if (path.equals(FILE)) {
                return bytes;
            }
            throw new NoSuchFileException(path.toString());
        });
        ConfigReading reading = reader.read(FILE);
        if (reading instanceof ConfigReading.Refused refused) {
            assertThat(refused.problems())
                    .hasSizeBetween(1, bytes.length + 20)
                    .allSatisfy(problem -> assertThatItPointsInto(problem, bytes));
        } else {
            assertThat(((ConfigReading.Accepted) reading).effective().toString())
                    .isNotNull();
        }
    }

    private static void assertThatItPointsInto(Problem problem, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(problem.line()).isBetween(1, text.split("\\R|\\x85", -1).length + 1);
        assertThat(problem.toString()).matches("postern\\.yaml:[1-9][0-9]*:[1-9][0-9]*: [^\\n]+; [^\\n]+");
    }
}
