package dev.postern.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.directory.Folding;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
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
            run(workspace.folder(preset), yaml, except(cases, "protected"), lists(preset, database, false));
            run(
                    workspace.folder(preset + "p"),
                    yaml + "protectMailboxes: true\n",
                    only(cases, "protected"),
                    lists(preset, database, true));
        }
    }

    private static List<AcceptanceCase> only(List<AcceptanceCase> cases, String kind) {
        return cases.stream().filter(each -> each.kind().equals(kind)).toList();
    }

    private static List<AcceptanceCase> except(List<AcceptanceCase> cases, String kind) {
        return cases.stream().filter(each -> !each.kind().equals(kind)).toList();
    }

    private static void run(Path folder, String yaml, List<AcceptanceCase> cases, Map<String, Set<String>> lists)
            throws IOException, TimeoutException {
        if (cases.isEmpty()) {
            return;
        }
        SoftAssertions answers = new SoftAssertions();
        try (RunningGateway gateway = RunningGateway.start(folder, yaml)) {
            for (AcceptanceCase each : cases) {
                answers.assertThat(elements(gateway.ask(each)))
                        .as(each.toString())
                        .isEqualTo(elements(each.expected()));
                listsWhatItFinds(gateway, each, lists);
            }
        }
        answers.assertAll();
    }

    /** All keys of what can be kept whole, by the map, passdb and userdb. */
    private static Map<String, Set<String>> lists(String name, Database database, boolean protectMailboxes) {
        Preset preset = Presets.named(name).orElseThrow();
        Map<String, String> relations = new HashMap<>(preset.maps(protectMailboxes));
        relations.put("passdb", String.valueOf(preset.passdb()));
        relations.put("userdb", String.valueOf(preset.userdb()));
        Map<String, Set<String>> lists = new HashMap<>();
        relations.forEach((served, relation) -> {
            String list = preset.lists().get(relation);
            if (list != null) {
                lists.put(
                        served,
                        database.column(list).stream().map(Folding::fold).collect(Collectors.toSet()));
            }
        });
        return lists;
    }

    /** What is kept whole holds every key that has a row: one that the list leaves out would bounce in an outage. */
    private static void listsWhatItFinds(RunningGateway gateway, AcceptanceCase found, Map<String, Set<String>> lists)
            throws IOException {
        String answer;
        String relation;
        if (found.kind().equals("auth") || found.kind().equals("user")) {
            answer = found.expected().matches("(OK|USER)\\b.*") ? found.expected() : "NOTFOUND";
            relation = found.kind().equals("auth") ? "passdb" : "userdb";
        } else {
            answer = gateway.ask(new AcceptanceCase("exact", found.name(), found.key(), "", ""));
            relation = found.name();
        }
        Set<String> keys = lists.getOrDefault(relation, Set.of());
        if (lists.containsKey(relation) && !keys.contains("**") && !answer.equals("NOTFOUND")) {
            assertThat(keys).as("list of %s", found).contains(Folding.fold(found.key()));
        }
    }

    /** The rows of an answer and the fields of a user come in no particular order. */
    private static List<String> elements(String answer) {
        return Stream.of(answer.split("[, ]", -1)).sorted().toList();
    }
}
