package dev.postern.acceptance.postfix;

import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A private Postfix: settings first, then {@link #start}. Its workspace stops it. */
public final class Postfix implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** Hundreds of messages on a machine that is busy with something else. */
    private static final Duration QUEUE_LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final int port = Ports.free();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String services = "";
    private boolean chrooted;

    private Postfix(Path folder) {
        this.folder = folder;
    }

    /**
     * Prepares an instance in a folder of its own.
     *
     * @param name of the folder
     */
    public static Postfix in(Workspace workspace, String name) throws IOException {
        Postfix postfix = new Postfix(workspace.folder(name));
        Files.createDirectory(postfix.spool());
        Path data = Files.createDirectory(postfix.folder.resolve("data"));
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        return workspace.own(postfix);
    }

    /** Adds a line to main.cf. */
    public Postfix set(String parameter, String value) {
        settings.put(parameter, value);
        return this;
    }

    /** Takes a line out of main.cf. */
    public Postfix unset(String parameter) {
        settings.remove(parameter);
        return this;
    }

    /** Has smtpd run chrooted in the queue directory: sockets must be there, and be named relative to it. */
    public Postfix chrooted() {
        chrooted = true;
        return this;
    }

    /** Adds lines to master.cf. */
    Postfix services(String lines) {
        services = lines;
        return this;
    }

    /** Starts it, and waits until it greets. */
    public Postfix start() throws IOException {
        Files.createDirectories(configuration());
        Files.writeString(configuration().resolve("main.cf"), MainCf.text(folder, settings));
        Files.writeString(configuration().resolve("master.cf"), MasterCf.text(port, chrooted) + services);
        CommandResult started = command("start").run();
        if (started.exit() != 0) {
            throw new AssertionError("Postfix does not start: " + started + "\n" + log());
        }
        Wait.until("Postfix greets", START_LIMIT, this::greets, this::log);
        return this;
    }

    /** Opens an SMTP session. */
    public SmtpClient connect() throws IOException {
        return SmtpClient.connect(port);
    }

    /** The queue directory, and the root directory of a chrooted smtpd. */
    public Path spool() {
        return folder.resolve("spool");
    }

    /** Asks maps as this instance would. */
    public Postmap postmap() {
        return new Postmap(configuration());
    }

    /** Its mail log so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("maillog"));
        } catch (IOException nothingYet) {
            return "";
        }
    }

    /** Waits until all that was taken is delivered, bounced or put off. */
    public void awaitEmptyQueue() {
        Wait.until("the queue is empty", QUEUE_LIMIT, () -> isEmpty("incoming") && isEmpty("active"), this::log);
    }

    /** Stops it, as {@code postfix stop} does, without the second that it sleeps. */
    @Override
    public void close() throws IOException {
        Path file = spool().resolve("pid/master.pid");
        if (!Files.exists(file)) {
            return;
        }
        long master = Long.parseLong(Files.readString(file).strip());
        List<ProcessHandle> processes = ProcessHandle.of(master).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        processes.stream().limit(1).forEach(ProcessHandle::destroy);
        Wait.until("Postfix ends", STOP_LIMIT, () -> processes.stream().noneMatch(Postfix::isRunning), this::log);
    }

    /** One that has ended and that nobody has taken notice of yet (a zombie) is alive to Java. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                    .contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean greets() throws IOException {
        try (SmtpClient client = connect()) {
            return client.greeting().code() == 220;
        }
    }

    private boolean isEmpty(String queue) throws IOException {
        try (Stream<Path> files = Files.list(spool().resolve(queue))) {
            return files.findAny().isEmpty();
        }
    }

    private Path configuration() {
        return folder.resolve("etc");
    }

    private Command command(String verb) {
        return Command.of("postfix", "-c", configuration().toString(), verb);
    }
}
