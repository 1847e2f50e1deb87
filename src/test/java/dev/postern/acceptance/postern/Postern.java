package dev.postern.acceptance.postern;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.UsedPasswords;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ./postern serve -c FILE}. Its workspace ends it. */
public final class Postern implements AutoCloseable {

    /** Half a second on an idle machine. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /** What it logs comes within a moment of what it does. */
    private static final Duration LOG_LIMIT = Duration.ofSeconds(30);

    /** It ends within 10 s of being asked to. */
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Daemon daemon;
    private final Path file;
    private final int httpPort;

    private Postern(Daemon daemon, Path file, int httpPort) {
        this.daemon = daemon;
        this.file = file;
        this.httpPort = httpPort;
    }

    /**
     * Starts it; a section {@code http} with a free port is added to a configuration without one.
     *
     * @param name of its files in the workspace
     * @param environment beside that of this process
     */
    public static Postern start(Workspace workspace, String name, String yaml, Map<String, String> environment)
            throws IOException {
        int httpPort = Ports.free();
        Path file = workspace.write(name + ".yaml", withHttp(yaml, httpPort));
        Map<String, String> all = new HashMap<>(Launcher.ENVIRONMENT);
        all.putAll(environment);
        Daemon daemon = Daemon.start(
                workspace.path().resolve(name + ".log"), all, List.of(Launcher.path(), "serve", "-c", file.toString()));
        return workspace.own(new Postern(daemon, file, httpPort));
    }

    /** It logs all that it can, unless the test says otherwise: no level may show a password. */
    private static String withHttp(String yaml, int port) {
        String log = yaml.contains("\nlog:") ? "" : "\nlog: {level: trace}";
        String http = yaml.contains("\nhttp:") ? "" : "\nhttp: {address: \"127.0.0.1:" + port + "\"}";
        return yaml + http + log + "\n";
    }

    /** Writes another configuration, with the same section {@code http}, and asks it to read that (SIGHUP). */
    public void reload(String yaml) throws IOException {
        Files.writeString(file, withHttp(yaml, httpPort));
        signal("HUP");
    }

    /** Sends it a signal. */
    public void signal(String name) {
        CommandResult sent =
                Command.of("kill", "-" + name, Long.toString(pid())).run();
        if (sent.exit() != 0) {
            throw new AssertionError(sent);
        }
    }

    /** Waits until it ends by itself, and returns its exit code. */
    public int awaitExit() {
        return daemon.awaitExit(END_LIMIT);
    }

    /** Waits until a text stands in its log as often as that. */
    public void awaitLog(String text, int times) {
        Wait.until(text, LOG_LIMIT, () -> log().split(Pattern.quote(text), -1).length > times, this::log);
    }

    /** Runs one of the other commands to its end. */
    public static CommandResult run(String... arguments) {
        return runReading("", arguments);
    }

    /** As {@link #run}, with this on its standard input. */
    public static CommandResult runReading(String input, String... arguments) {
        Command command = Command.of(Launcher.path(), arguments).input(input);
        Launcher.ENVIRONMENT.forEach(command::with);
        return command.run();
    }

    /** Waits until it can answer: its database answered once. */
    public Postern awaitReady() {
        await("/health/ready");
        return this;
    }

    /** Waits until it listens, whether or not its database answers. */
    public Postern awaitLive() {
        await("/health/live");
        return this;
    }

    /** Asks its HTTP side. */
    public HttpResponse<String> get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** All that it printed so far: its log, on standard error. */
    public String log() {
        return daemon.log();
    }

    /** Its process id. */
    public long pid() {
        return daemon.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return daemon.isAlive();
    }

    /** Stops it as a service manager does (SIGTERM), and returns its exit code. */
    public int stop() {
        return daemon.stop();
    }

    /** Ends it as the kernel does that runs out of memory. */
    public void kill() {
        daemon.kill();
    }

    /** Ends it, and looks for every password that the tests have used in all that it has logged. */
    @Override
    public void close() {
        daemon.close();
        List<String> spilt = UsedPasswords.in(log());
        if (!spilt.isEmpty()) {
            throw new IllegalStateException("a password stands in its log: " + spilt);
        }
    }

    private void await(String path) {
        Wait.until(path, START_LIMIT, () -> !daemon.isAlive() || get(path).statusCode() == 200, this::log);
        if (!daemon.isAlive()) {
            throw new AssertionError("it ended: " + log());
        }
    }
}
