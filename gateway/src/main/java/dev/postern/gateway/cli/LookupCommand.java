package dev.postern.gateway.cli;

import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.MapDefinition;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code postern lookup}: what Postfix would be told. */
@Command(
        name = "lookup",
        description = "Prints the answer that Postfix would get. Asks the database, not a running gateway.",
        footer = {"", "Exit: 0 found, 1 not found, 75 the database is away, 78 misconfigured."})
final class LookupCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "MAP", description = "A map, or its exact twin MAP.exact.")
    @SuppressWarnings("NullAway.Init") // picocli sets required parameters
    private String map;

    @Parameters(paramLabel = "KEY", description = "An address or a domain, as Postfix would send it.")
    @SuppressWarnings("NullAway.Init") // picocli sets required parameters
    private String key;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigOption.Loaded loaded = config.load();
        requireMap(loaded);
        LookupResult answer =
                Answers.ask(loaded, backend -> backend.directory().lookup(map, key, Answers.deadline(loaded)));
        if (answer instanceof LookupResult.Found found) {
            spec.commandLine().getOut().println(found.value());
            return ExitCode.OK;
        }
        return ExitCode.NOT_FOUND;
    }

    private void requireMap(ConfigOption.Loaded loaded) {
        String name = map.endsWith(MapDefinition.EXACT_SUFFIX)
                ? map.substring(0, map.length() - MapDefinition.EXACT_SUFFIX.length())
                : map;
        if (loaded.plan().maps().stream().noneMatch(known -> known.name().equals(name))) {
            String known =
                    loaded.plan().maps().stream().map(MapDefinition::name).collect(Collectors.joining(", "));
            throw new CommandFailure(
                    ExitCode.CONFIG, "postern: " + config.file() + " serves no map " + map + "; it serves " + known);
        }
    }
}
