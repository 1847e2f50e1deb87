package dev.postern.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Acceptance
class PresetAcceptanceTest {

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void answersAsItsSchemaAlwaysDid(String preset, Workspace workspace) throws IOException, TimeoutException {
        List<AcceptanceCase> cases = AcceptanceCase.of(preset);
        assertThat(cases).as("the cases of %s", preset).isNotEmpty();
        try (Database database = PresetSite.create(preset)) {
            PresetSite.execute(database, preset, "acceptance.sql");
            String yaml = PresetSite.yaml(preset, database);
            run(workspace, preset, yaml, except(cases, "protected"));
            run(workspace, preset + "p", yaml + "protectMailboxes: true\n", only(cases, "protected"));
        }
    }

    private static List<AcceptanceCase> only(List<AcceptanceCase> cases, String kind) {
        return cases.stream().filter(each -> each.kind().equals(kind)).toList();
    }

    private static List<AcceptanceCase> except(List<AcceptanceCase> cases, String kind) {
        return cases.stream().filter(each -> !each.kind().equals(kind)).toList();
    }

    private static void run(Workspace workspace, String folder, String yaml, List<AcceptanceCase> cases)
            throws IOException, TimeoutException {
        if (cases.isEmpty()) {
            return;
        }
        SoftAssertions answers = new SoftAssertions();
        try (RunningGateway gateway = RunningGateway.start(workspace.folder(folder), yaml)) {
            for (AcceptanceCase each : cases) {
                answers.assertThat(elements(gateway.ask(each)))
                        .as(each.toString())
                        .isEqualTo(elements(each.expected()));
            }
        }
        answers.assertAll();
    }

    /** The rows of an answer and the fields of a user come in no particular order. */
    private static List<String> elements(String answer) {
        return Stream.of(answer.split("[, ]", -1)).sorted().toList();
    }
}
