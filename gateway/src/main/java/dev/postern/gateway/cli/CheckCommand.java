package dev.postern.gateway.cli;

import dev.postern.gateway.postfix.PostfixConfiguration;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code postern check}: all that is wrong, at once. */
@Command(
        name = "check",
        description = {
            "Checks the configuration and the database behind it, and prints all problems at once.",
            "Asks the database about each query without running it, and changes nothing."
        },
        footer = {
            "",
            "Exit: 0 in order (there may be warnings), 69 postconf cannot be run, 75 the database is away,",
            "78 something must be mended."
        })
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = "--postfix",
            description = "Checks as well whether the Postfix of this machine will work with it, from its own files.")
    private boolean postfix;

    @Option(
            names = "--postfix-config",
            paramLabel = "DIR",
            description = "As --postfix, for the instance whose main.cf is in DIR.")
    private @Nullable Path postfixFolder;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigOption.Loaded loaded = config.load();
        CheckReport report = new CheckReport();
        report.checked(config.file() + ": the file is in order");
        Optional<PostfixConfiguration> beside =
                postfix || postfixFolder != null ? Optional.of(new Postconf(postfixFolder).read()) : Optional.empty();
        ListenerCheck.run(loaded, report);
        new DatabaseCheck(loaded, report).run();
        beside.ifPresent(configuration -> new PostfixCheck(loaded, report, configuration).run());
        report.print(spec.commandLine().getOut(), spec.commandLine().getErr());
        return report.exitCode();
    }
}
