package dev.postern.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code postern serve}: the gateway. */
@Command(
        name = "serve",
        description = {
            "Serves until SIGTERM: then it takes no new connections, answers what was asked, and ends within 10 s.",
            "SIGHUP reads FILE again; if that is wrong, the configuration before it stays."
        },
        footer = {"", "Exit: 0 stopped by a signal, 71 an address cannot be bound, 78 the configuration is wrong."})
final class ServeCommand implements Runnable {

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public void run() {
        Serving.serve(config.file());
    }
}
