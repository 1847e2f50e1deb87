package dev.postern.acceptance.presets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.postgres.PostgresServer;
import dev.postern.gateway.cli.PosternCommand;
import dev.postern.gateway.install.InstallFailure;
import dev.postern.gateway.install.OwnerAccess;
import dev.postern.gateway.install.SchemaInstaller;
import dev.postern.gateway.schema.PresetSql;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code postern check} says of each preset's database. */
class PresetCheckTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<String> presets() {
        return Presets.names();
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

            pretendMillionsOfRows(database);
            check(preset, database);
            assertThat(err.toString())
                    .as("tables that are read from end to end")
                    .isEmpty();
        }
    }

    /** A table that no index serves is then reported. */
    private static void pretendMillionsOfRows(Database database) {
        database.execute("ALTER DATABASE " + database.name() + " SET enable_seqscan = off");
        database.execute("""
                UPDATE pg_class SET reltuples = 1000000, relpages = greatest(relpages, 1)
                 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iredmail", "mailinabox", "userid-domain-users"})
    void saysHowToMakeTheIndexesThatAreMissing(String preset) throws IOException {
        try (Database database = PresetSite.withoutIndexes(preset)) {
            int exitCode = check(preset, database);

            assertThat(exitCode).isZero();
            assertThat(PresetSite.indexes(preset))
                    .allSatisfy(index ->
                            assertThat(err.toString()).contains("CREATE INDEX CONCURRENTLY ON " + index + "\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canonical", "mailcow"})
    void tellsHowToInstallViewsThatAreNotThere(String preset) throws IOException {
        try (Database database = PresetSite.withoutViews(preset)) {
            int exitCode = check(preset, database);

            assertThat(exitCode).isEqualTo(78);
            assertThat(err.toString())
                    .contains(
                            "postern.dovecot_passdb.password",
                            "; ./postern schema install " + preset + " -c FILE --username OWNER\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"domains-users-aliases-isdel", "postfixadmin"})
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
    void tellsViewsOfAnotherVersion() throws IOException, InstallFailure {
        try (Database database = PresetSite.withoutViews("postfixadmin")) {
            PresetSql ours = PresetSql.named("postfixadmin").orElseThrow();
            new SchemaInstaller(new OwnerAccess(database.url(), PostgresServer.SUPERUSER, null))
                    .install(ours, Database.READER);
            assertThat(check("postfixadmin", database)).isZero();
            assertThat(out.toString()).contains("the views are those of this program, version " + ours.version());

            database.execute("UPDATE postern.installed_preset SET version = 'older'");
            assertThat(check("postfixadmin", database)).isZero();
            assertThat(err.toString())
                    .contains(
                            "warning: schema: version older of the views is installed",
                            "; ./postern schema upgrade postfixadmin -c FILE --username OWNER\n");

            database.execute("UPDATE postern.installed_preset SET name = 'canonical'");
            assertThat(check("postfixadmin", database)).isZero();
            assertThat(err.toString()).contains("the views are those of canonical, not of postfixadmin");
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
