package dev.postern.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code postern check}: all that is wrong, at once. */
@Command(
        name = "check",
        description = {
            "Checks the configuration and the database behind it, and prints all problems at once.",
            "Asks the database about each query without running it, and changes nothing."
        },
        footer = {"", "Exit: 0 in order (there may be warnings), 75 the database is away, 78 something must be mended."
        })
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigOption.Loaded loaded = config.load();
        CheckReport report = new CheckReport();
        report.checked(config.file() + ": the file is in order");
        new DatabaseCheck(loaded, report).run();
        report.print(spec.commandLine().getOut(), spec.commandLine().getErr());
        return report.exitCode();
    }
}
