package dev.postern.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that runs until it is stopped. Its process id is in a file, for whoever comes after a killed run. */
final class Daemon implements AutoCloseable {

    /** Postern drains, PostgreSQL writes its memory back; more than this is a hang. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Process process;
    private final Path log;
    private final Path pidFile;

    private Daemon(Process process, Path log, Path pidFile) {
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    static Daemon start(Path log, Path pidFile, Map<String, String> environment, List<String> words)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Daemon daemon = new Daemon(builder.start(), log, pidFile);
        Files.writeString(pidFile, daemon.pid() + "\n");
        return daemon;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until {@code condition} holds. */
    void await(String what, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("not reached: " + what + "; the program's log ends with\n" + tailOfLog());
            }
            pause(PAUSE);
        }
    }

    /** Asks it to end, and waits; ends it without asking when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException leftBehind) {
            // The process is gone; a file with its number harms nobody.
        }
    }

    private String tailOfLog() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
