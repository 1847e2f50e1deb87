package dev.postern.gateway.cli;

import dev.postern.gateway.demo.DemoSite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code postern demo}: the sample site. */
@Command(
        name = "demo",
        description = "Serves a sample site from an embedded PostgreSQL, and says what to try.",
        footer = {"", "Exit: 0 stopped by a signal, 69 the sample site cannot start, 71 an address cannot be bound."})
final class DemoCommand implements Runnable {

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the sockets and the database go (default: run, below the project).")
    private Path folder = Path.of(System.getProperty("postern.home", "."), "run");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Path wanted = folder.toAbsolutePath().normalize();
        if (!DemoSite.fits(wanted)) {
            out.println("The path of " + wanted + " is too long for sockets (107 bytes); using a short one instead.");
        }
        out.println("Starting the embedded PostgreSQL …");
        try (DemoSite site = DemoSite.start(wanted)) {
            ConfigOption.Loaded loaded = ConfigOption.load(site.writeConfig());
            Serving.serve(loaded, () -> out.println(site.instructions()));
        } catch (IOException problem) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, "postern: demo: " + problem.getMessage());
        }
    }
}
