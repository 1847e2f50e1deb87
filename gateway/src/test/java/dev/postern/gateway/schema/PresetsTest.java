package dev.postern.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.directory.StandardMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

    static List<String> names() {
        return Presets.names();
    }

    @Test
    void comeWithTheTutorialsViews() {
        assertThat(Presets.names()).contains("views");
    }

    // What every manifest promises.
    @ParameterizedTest
    @MethodSource("names")
    void serveOnlyMapsThatHaveALadder(String name) {
        assertThat(Presets.named(name).orElseThrow().maps().keySet())
                .isNotEmpty()
                .allMatch(map -> StandardMap.named(map).isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void describeThemselvesInOneLine(String name) {
        assertThat(Presets.named(name).orElseThrow().description()).isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("names")
    void compareKeysOnlyWithColumnsThatTheyRequire(String name) {
        Preset preset = Presets.named(name).orElseThrow();

        assertThat(Stream.concat(preset.footprint().requires().stream(), preset.footprint().provides().stream()))
                .containsAll(preset.footprint().keys());
    }

    @ParameterizedTest
    @MethodSource("names")
    void comeWithASampleSite(String name) {
        assertThat(Presets.text(name, "sample.sql")).isPresent();
    }

    @Test
    void replaceOrRemoveWhatTheyExtendKeyByKey() {
        Preset base = Presets.named("canonical").orElseThrow();
        Preset preset = Presets.named("ispmail").orElseThrow();

        assertThat(base.maps()).containsKey("transport");
        assertThat(preset.maps()).containsKey("virtual-aliases").doesNotContainKey("transport");
        assertThat(preset.query("domains")).startsWith("SELECT 1 ").isNotEqualTo(base.query("domains"));
        assertThat(preset.query("aliases")).isEqualTo(base.query("aliases"));
        assertThat(preset.footprint().requires())
                .doesNotContainAnyElementsOf(base.footprint().provides());
    }

    @Test
    void takeTheRoleOfWhatTheyExtendAndNothingElse() {
        assertThat(Presets.text("ispmail", "roles.sql")).isPresent().isEqualTo(Presets.text("canonical", "roles.sql"));
        assertThat(Presets.text("canonical", "acceptance.sql")).isEmpty();
        assertThat(Presets.text("ispmail", "views.sql")).isNotEqualTo(Presets.text("canonical", "views.sql"));
    }

    @Test
    void protectMailboxesOnlyWhereThatIsAskedFor() {
        Preset preset = Presets.named("ispmail").orElseThrow();

        assertThat(preset.maps(false)).containsEntry("virtual-aliases", "aliases");
        assertThat(preset.maps(true)).containsEntry("virtual-aliases", "aliases-protecting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", "../views", "views/..", "Views"})
    void areNotFoundUnderAnyOtherName(String name) {
        assertThat(Presets.named(name)).isEmpty();
    }

    @Test
    void cannotNameARelationThatIsNotThere() {
        assertThatThrownBy(() -> new Preset(
                        "p",
                        "",
                        Map.of(),
                        Map.of(),
                        Map.of("transport", "nope"),
                        Map.of(),
                        null,
                        null,
                        null,
                        Footprint.UNKNOWN))
                .hasMessage("preset p has no relation nope");
    }
}
