package dev.postern.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end. */
final class Command {

    /** The longest is the filling of a large database. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Command() {}

    /** Its output. Fails unless it exits with 0. */
    static String output(List<String> words) throws IOException {
        Path out = Files.createTempFile("bench", ".out");
        try {
            run(words, new File("/dev/null"), out.toFile());
            return new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
        } finally {
            Files.delete(out);
        }
    }

    /** How many seconds it took. Fails unless it exits with 0. */
    static double seconds(List<String> words, Path input, Path output) throws IOException {
        long start = System.nanoTime();
        run(words, input.toFile(), output.toFile());
        return (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
    }

    private static void run(List<String> words, File input, File output) throws IOException {
        Path err = Files.createTempFile("bench", ".err");
        Process process = new ProcessBuilder(words)
                .redirectInput(input)
                .redirectOutput(output)
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(words + " did not end within " + LIMIT);
            }
            if (process.exitValue() != 0) {
                throw new IOException(words + " exited with " + process.exitValue() + ": "
                        + new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            process.destroyForcibly();
            Files.delete(err);
        }
    }
}
