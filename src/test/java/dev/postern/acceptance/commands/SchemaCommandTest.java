package dev.postern.acceptance.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.schema.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCommandTest {
    private static final String PRESET = "canonical";

    private static final String OBJECTS = """
            SELECT 'class ' || oid FROM pg_class WHERE oid > 16383
            UNION ALL SELECT 'proc ' || oid FROM pg_proc WHERE oid > 16383
            UNION ALL SELECT 'trigger ' || oid FROM pg_trigger
            UNION ALL SELECT 'schema ' || oid FROM pg_namespace
            ORDER BY 1
            """;

    @AutoClose
    private final Database database = Database.empty();

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(
                folder.resolve("postern.yaml"), """
                database: {url: "%s", username: %s}
                schema: %s
                """.formatted(database.url(), Database.READER, PRESET));
    }

    private void fill(String preset) {
        database.execute(Presets.text(preset, "sample.sql").orElseThrow());
    }

    private Run schema(String command, String preset, String... more) {
        return Run.reading(
                "",
                Stream.concat(Stream.of("schema", command, preset, "-c", config.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Run asOwner(String command, String preset, String... more) {
        return schema(
                command,
                preset,
                Stream.concat(Stream.of("--username", PostgresServer.SUPERUSER), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void listsAllPresets() {
        Run run = Run.of("schema", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .hasSameSizeAs(Presets.names())
                .anyMatch(line -> line.matches("views +tables transport.*"));
    }

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void installsEveryPresetOnItsSampleAndTakesItAway(String preset) {
        fill(preset);
        List<String> before = database.column(OBJECTS);

        Run installed = asOwner("install", preset);

        assertThat(installed.exitCode()).as("%s", installed).isZero();
        assertThat(installed.err()).isEmpty();
        assertThat(installed.out()).startsWith("installed " + preset + " (version ");
        List<String> views =
                database.column("SELECT identity FROM postern.installed_object WHERE type = 'view' ORDER BY 1");
        assertThat(views).isNotEmpty();
        for (String view : views) {
            database.execute("SET ROLE " + Database.READER + "; SELECT FROM " + view);
        }
        assertThat(asOwner("install", preset).out()).contains("nothing was changed");
        assertThat(asOwner("remove", preset).out()).isEqualTo("removed " + preset + "\n");
        assertThat(database.column(OBJECTS)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void showsWhatItInstalls(String preset) {
        fill(preset);

        database.execute(
                Run.of("schema", "show", preset, "--role", Database.READER).out());

        assertThat(asOwner("install", preset).out()).contains("is installed already", "nothing was changed");
    }

    @Test
    void showsPsqlsVariableWhereNoRoleIsNamed() {
        assertThat(Run.of("schema", "show", PRESET).out())
                .contains("psql -v ON_ERROR_STOP=1 -v reader=ROLE", "TO :\"reader\";", "ARRAY[:'reader']");
    }

    @Test
    void showsWhatTheOwnerShouldIndex() {
        assertThat(Run.of("schema", "show", "postfixadmin").out()).contains("-- CREATE INDEX ON ");
    }

    @Test
    void installsTriggersWhereThereAreNoViewsToInstall() {
        assertThat(Run.of("schema", "show", "views").out())
                .contains("AFTER INSERT ON users REFERENCING NEW TABLE AS changed")
                .doesNotContain("From views.sql");
    }

    @Test
    void aRoleThatOnlyReadsIsToldWhatItLacks() {
        fill(PRESET);

        Run run = schema("install", PRESET);

        assertThat(run.exitCode()).isEqualTo(77);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("role mailreader may not create a schema", "GRANT CREATE ON DATABASE", "--username");
    }

    @Test
    void onlyItsOwnerTakesItAway() {
        fill(PRESET);
        asOwner("install", PRESET);

        Run run = schema("remove", PRESET);

        assertThat(run.exitCode()).isEqualTo(77);
        assertThat(run.err()).contains("must be owner");
    }

    @Test
    void refusesAnotherPresetBesideIt() {
        fill(PRESET);
        asOwner("install", PRESET);

        Run run = asOwner("install", "postfixadmin");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("the preset canonical is installed", "postern schema remove canonical");
    }

    @Test
    void saysThatAPresetDoesNotFit() {
        Run run = asOwner("install", "postfixadmin");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err()).contains("does not fit this database");
        assertThat(database.column("SELECT nspname FROM pg_namespace WHERE nspname = 'postern'"))
                .isEmpty();
    }

    @Test
    void takesTheDatabaseFromTheCommandLineAlone() throws IOException {
        fill(PRESET);
        Path password = Files.writeString(folder.resolve("password"), "unused, the server trusts\n");

        Run run = Run.of(
                "schema",
                "install",
                PRESET,
                "--url",
                database.url(),
                "--username",
                PostgresServer.SUPERUSER,
                "--password-file",
                password.toString(),
                "--role",
                Database.READER);

        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        assertThat(Run.of("schema").exitCode()).isEqualTo(64);
        assertThat(Run.of("schema", "install", PRESET, "--role", "x").err()).contains("-c FILE, or --url URL");
        assertThat(Run.of("schema", "install", PRESET, "--url", database.url()).err())
                .contains("--role ROLE");
        assertThat(Run.of("schema", "remove", PRESET, "--url", "mysql://hush").err())
                .contains("jdbc:postgresql:")
                .doesNotContain("hush");
        Run unknown = Run.of("schema", "show", "../views");
        assertThat(unknown.exitCode()).isEqualTo(78);
        assertThat(unknown.err()).contains("there is no preset ../views", "canonical");
        Run missing = asOwner("remove", PRESET, "--password-file", "/nowhere/at/all");
        assertThat(missing.exitCode()).isEqualTo(78);
        assertThat(missing.err()).contains("/nowhere/at/all does not exist");
    }
}
