package dev.postern.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.cli.PosternCommand;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code postern check} says of each preset's database. */
class PresetCheckTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<String> presets() {
        return Presets.names();
    }

    static List<String> withIndexes() {
        return Presets.names().stream()
                .filter(preset -> !PresetSite.indexes(preset).isEmpty())
                .toList();
    }

    static List<String> withViews() {
        return Presets.all().stream()
                .filter(preset -> !preset.footprint().provides().isEmpty())
                .map(Preset::name)
                .toList();
    }

    /** Those that stand on tables of a project of its own, which may change them. */
    static List<String> ofOthers() {
        return withViews().stream()
                .filter(preset -> !requires(preset).isEmpty())
                .toList();
    }

    private static List<String> requires(String preset) {
        return Presets.named(preset).orElseThrow().footprint().requires();
    }

    private int check(String preset, Database database) throws IOException {
        String yaml = PresetSite.yaml(preset, database) + """
                listeners:
                  - {protocol: socketmap, address: "inet:127.0.0.1:4524"}
                """;
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml);
        return PosternCommand.run(
                new PrintWriter(out, true), new PrintWriter(err, true), "check", "-c", file.toString());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void recognisesTheSchemaAndIsContentWithIt(String preset) throws IOException {
        try (Database database = PresetSite.create(preset)) {
            int exitCode = check(preset, database);

            assertThat(err.toString()).isEmpty();
            assertThat(exitCode).isZero();
            assertThat(out.toString()).contains("it looks like " + preset + " (");
        }
    }

    @ParameterizedTest
    @MethodSource("withIndexes")
    void saysHowToMakeTheIndexesThatAreMissing(String preset) throws IOException {
        try (Database database = PresetSite.withoutIndexes(preset)) {
            int exitCode = check(preset, database);

            assertThat(exitCode).isZero();
            assertThat(PresetSite.indexes(preset))
                    .allSatisfy(index ->
                            assertThat(err.toString()).contains("CREATE INDEX CONCURRENTLY ON " + index + "\n"));
        }
    }

    /** As if there were a million rows: a table that no index serves is then reported. */
    @ParameterizedTest
    @MethodSource("presets")
    void hasEveryTableAskedThroughAnIndex(String preset) throws IOException {
        try (Database database = PresetSite.create(preset)) {
            database.execute("ALTER DATABASE " + database.name() + " SET enable_seqscan = off");
            database.execute("""
                    UPDATE pg_class SET reltuples = 1000000, relpages = greatest(relpages, 1)
                     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    """);
            check(preset, database);

            assertThat(err.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("withViews")
    void tellsHowToInstallViewsThatAreNotThere(String preset) throws IOException {
        try (Database database = PresetSite.withoutViews(preset)) {
            int exitCode = check(preset, database);

            assertThat(exitCode).isEqualTo(78);
            assertThat(err.toString())
                    .contains("postern.dovecot_passdb.password", "; ./postern schema install " + preset + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("ofOthers")
    void namesEachColumnThatWasRenamedOrRemoved(String preset) throws IOException {
        try (Database database = PresetSite.create(preset)) {
            for (String required : requires(preset)) {
                int dot = required.indexOf('.');
                database.execute("ALTER TABLE " + required.substring(0, dot) + " RENAME COLUMN \""
                        + required.substring(dot + 1) + "\" TO \"new_" + required.substring(dot + 1) + "\"");
            }
            assertThat(check(preset, database))
                    .as("views follow a renamed column")
                    .isZero();
            assertThat(err.toString()).contains(requires(preset)).contains("cannot be installed again");

            database.execute("DROP SCHEMA postern CASCADE");
            assertThat(check(preset, database)).isEqualTo(78);
            assertThat(err.toString()).contains(requires(preset)).contains("choose the preset that fits");
        }
    }

    @Test
    void saysWhichPresetWouldFitInstead() throws IOException {
        try (Database database = PresetSite.create("views")) {
            assertThat(check("canonical", database)).isEqualTo(78);
            assertThat(err.toString()).contains("postern.postfix_virtual.address", "; write schema: views");
        }
    }
}
