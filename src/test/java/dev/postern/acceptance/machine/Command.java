package dev.postern.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. Its output goes through files, so that no amount of it stops the program. */
public final class Command {

    /** postmap tries a dead tcp_table for 10 s; a first start of the launcher has a limit of its own. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private Duration limit = LIMIT;

    private Command(List<String> words) {
        this.words = words;
    }

    /** A command with its arguments; the program is looked for on the PATH and among the administration commands. */
    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Programs.find(program).map(Path::toString).orElse(program));
        words.addAll(List.of(arguments));
        return new Command(words);
    }

    /** What it reads from its standard input; nothing unless said. */
    public Command input(String text) {
        input = text;
        return this;
    }

    /** Adds a variable to its environment. */
    public Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** How long it may take; a minute unless said. */
    public Command limit(Duration duration) {
        limit = duration;
        return this;
    }

    /** Runs it. */
    public CommandResult run() {
        try {
            Path folder = Files.createTempDirectory("command");
            try {
                return run(folder);
            } finally {
                for (String name : List.of("in", "out", "err")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CommandResult run(Path folder) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(words + " did not end within " + limit + ": " + read(out) + read(err));
            }
            return new CommandResult(process.exitValue(), read(out), read(err));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(words + " was interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Not {@code readString}, which refuses what is no UTF-8; an echo of a broken key is none. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
