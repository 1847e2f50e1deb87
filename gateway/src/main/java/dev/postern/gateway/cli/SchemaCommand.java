package dev.postern.gateway.cli;

import dev.postern.gateway.install.InstallScript;
import dev.postern.gateway.schema.Preset;
import dev.postern.gateway.schema.PresetSql;
import dev.postern.gateway.schema.Presets;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code postern schema}: the presets, and their views in a database. */
@Command(
        name = "schema",
        description = {
            "Lists the presets, and installs the views of one into a database schema of its own, named postern, with",
            "triggers on the owner's tables that announce changes. Nothing else of the owner's is changed: see each",
            "preset's SQL with: postern schema show NAME"
        })
final class SchemaCommand implements Runnable {

    private static final String RIGHTS =
            "The role that connects owns the views. It needs CREATE on the database, or on an"
                    + " empty schema postern; and SELECT and TRIGGER on the tables that the views read.";

    private static final String EXIT =
            "Exit: 0 done, or nothing to do, 75 the database is away, 77 a right is missing, 78 refused: see the message.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    @Command(name = "list", description = "Lists the presets: name and description.")
    void list() {
        int width = Presets.names().stream().mapToInt(String::length).max().orElse(0);
        for (Preset preset : Presets.all()) {
            String gap = " ".repeat(width - preset.name().length() + 2);
            spec.commandLine().getOut().println(preset.name() + gap + preset.description());
        }
    }

    @Command(
            name = "show",
            description = "Prints the SQL that install runs, for review, or for psql.",
            footer = {"", "Exit: 0 printed, 78 there is no such preset."})
    void show(
            @Parameters(paramLabel = "NAME", description = "The preset.") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "The role that reads the views (default: psql's variable reader).")
                    @Nullable
                    String role) {
        PresetSql preset = preset(name);
        PrintWriter out = spec.commandLine().getOut();
        out.print(role == null ? InstallScript.shown(preset) : InstallScript.shown(preset, role));
        printIndexes(name);
        out.flush();
    }

    /** Tables are the owner's, and so are the indexes on them. */
    private void printIndexes(String name) {
        List<String> indexes =
                Presets.named(name).map(preset -> preset.footprint().indexes()).orElse(List.of());
        PrintWriter out = spec.commandLine().getOut();
        if (!indexes.isEmpty()) {
            out.println(
                    "\n-- Not installed, because they stand on the owner's tables: indexes without which look-ups are"
                            + " slow.");
            indexes.forEach(index -> out.println("-- CREATE INDEX ON " + index + ";"));
        }
    }

    @Command(
            name = "install",
            description = {
                "Installs a preset's views and triggers, in one transaction. Run twice, it changes nothing.",
                RIGHTS
            },
            footer = {"", EXIT})
    void install(
            @Parameters(paramLabel = "NAME", description = "The preset.") String name,
            @Mixin OwnerOptions owner,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "The role that reads the views (default: database.username of FILE).")
                    @Nullable
                    String role) {
        PresetSql preset = preset(name);
        String reader = Optional.ofNullable(role)
                .or(owner::servingRole)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "say which role reads the views: --role ROLE, or -c FILE with a username"));
        owner.print(installer -> installer.install(preset, reader));
    }

    @Command(
            name = "upgrade",
            description = {
                "Replaces what is installed by what this version has, for the same readers, in one transaction.",
                RIGHTS
            },
            footer = {"", EXIT})
    void upgrade(@Parameters(paramLabel = "NAME", description = "The preset.") String name, @Mixin OwnerOptions owner) {
        PresetSql preset = preset(name);
        owner.print(installer -> installer.upgrade(preset));
    }

    @Command(
            name = "remove",
            description = {
                "Takes away what install has made, in one transaction, and nothing else.",
                "The role that connects has to own it."
            },
            footer = {"", EXIT})
    void remove(@Parameters(paramLabel = "NAME", description = "The preset.") String name, @Mixin OwnerOptions owner) {
        owner.print(installer -> installer.remove(name));
    }

    private static PresetSql preset(String name) {
        return PresetSql.named(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIG,
                        "postern: there is no preset " + name + "; the presets are "
                                + String.join(", ", Presets.names())));
    }
}
