package dev.postern.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code postern config}: the effective configuration. */
@Command(
        name = "config",
        description = "Prints the effective configuration: each value with where it came from, secrets masked.")
final class ConfigCommand implements Runnable {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println(config.load().effective());
    }
}
