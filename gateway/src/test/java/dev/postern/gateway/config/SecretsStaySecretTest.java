package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a file is wrong, nobody reads a password in what is said about it. */
class SecretsStaySecretTest {

    private static final String SECRET = "hunter2";

    private final InMemory given = new InMemory()
            .variable("SECRET", SECRET)
            .variable("PATH", "/" + SECRET)
            .file("/run/db", SECRET + "\n");

    private void assertSilent(String yaml) {
        ConfigReading reading = given.read(yaml);
        assertThat(reading.toString()).doesNotContain(SECRET);
        if (reading instanceof ConfigReading.Accepted accepted) {
            assertThat(accepted.effective().toString()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // read as meant
                "database: {url: 'jdbc:postgresql://db/m', password: hunter2}",
                "database: {url: 'jdbc:postgresql://db/m', password: '${SECRET}'}",
                "database: {url: 'jdbc:postgresql://db/m', passwordFile: /run/db}",
                "database: {url: 'jdbc:postgresql://db/m?user=a&password=hunter2&ssl=true'}",
                "database: {url: 'jdbc:postgresql://db/m?PASSWORD=${SECRET}'}",
                // of the wrong type, twice, or beside its twin
                "database: {password: [hunter2]}",
                "database: {password: {hunter2: 1}}",
                "database: {password: hunter2, password: hunter2}",
                "database: {password: hunter2, passwordFile: /run/db}",
                "database: {url: 'postgresql://joe:hunter2@db/m'}",
                "database: {url: hunter2}",
                "database: hunter2",
                "hunter2",
                "[hunter2]",
                // where a blank or a quote is missing
                "database: {password:hunter2}",
                "database:\n  password:hunter2\n  connections: 4",
                "database:\n  password: hunter2: x\n",
                "database:\n  password: 'hunter2\n",
                "database:\n  password: \"hunter2\\q\"\n",
                "database:\n  password: hunter2\n x",
                // where a password begins like something of YAML's own
                "database: {password: !hunter2 x}",
                "database: {password: !hunter2!x y}",
                "database: {password: *hunter2 }",
                "database: {password: &hunter2 }",
                "database: {password: %hunter2}",
                "database: {password: @hunter2}",
                "database: {password: `hunter2}",
                "database: {password: '${hunter2-x}'}",
                "database: {? [hunter2] : x}",
            })
    void inTheDatabaseSection(String yaml) {
        assertSilent(yaml);
    }

    /** A variable may hold a secret, whichever key somebody puts it at. */
    @ParameterizedTest
    @MethodSource("filesThatNameTheSecretOnce")
    void inProblemsOfAnyKey(String yaml) {
        if (given.read(yaml) instanceof ConfigReading.Refused refused) {
            assertThat(refused.toString()).doesNotContain(SECRET);
        }
    }

    /** Each key there is, as a single value and as a list of one. */
    static List<String> filesThatNameTheSecretOnce() {
        List<String> files = new ArrayList<>();
        addFiles("", ConfigKeys.FILE, "", files);
        assertThat(files).hasSizeGreaterThan(3 * 40);
        return files;
    }

    private static void addFiles(String prefix, SectionType section, String suffix, List<String> files) {
        for (Key<?> key : section.keys()) {
            String start = prefix + key.name() + ": ";
            files.add(start + "\"${SECRET}\"" + suffix);
            files.add(start + "\"${PATH}\"" + suffix);
            files.add(start + "[\"${SECRET}\"]" + suffix);
            key.type().within().ifPresent(within -> {
                String open = start + within.suffix().replace("[]", "[").replace(".NAME", "{own: ") + "{";
                String close = "}" + within.suffix().replace("[]", "]").replace(".NAME", "}") + suffix;
                addFiles(open, within.section(), close, files);
            });
        }
    }
}
