package dev.postern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the load generator.
 *
 * @param program where it is
 * @param warmUp seconds at the beginning that are not counted
 * @param seconds that are
 */
record LoadGenerator(Path program, double warmUp, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OUTCOMES = List.of("found", "notFound", "temporary", "permanent", "refused");

    /** For so many seconds. */
    Sample run(Load load) throws IOException {
        return sample(load, "-w", text(warmUp), "-s", text(seconds));
    }

    /** As smtpd never asks: without the penalty for failures, whose care costs Dovecot time. */
    Sample runWithoutPenalty(Load load) throws IOException {
        return sample(load, "-w", text(warmUp), "-s", text(seconds), "-P");
    }

    /** In an open loop: so many requests a second, each with its latency counted from the moment at which it was due. */
    Sample runAtRate(Load load, int perSecond) throws IOException {
        return sample(load, "-w", text(warmUp), "-s", text(seconds), "-R", Integer.toString(perSecond));
    }

    /** Each key once. */
    void askAll(Load load) throws IOException {
        try (Stream<String> keys = Files.lines(load.keys())) {
            sample(load, "-n", Long.toString(keys.count()));
        }
    }

    /** The words that keep connections open and idle. */
    List<String> idle(String protocol, String address, int connections) {
        return List.of(program.toString(), "-i", "-m", protocol, "-a", address, "-c", Integer.toString(connections));
    }

    private Sample sample(Load load, String... limits) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-m", load.protocol(), "-a", load.address()));
        words.addAll(List.of(
                "-c", Integer.toString(load.connections()), "-k", load.keys().toString()));
        words.addAll(List.of(limits));
        JsonNode result = JSON.readTree(Command.output(words));
        requireOnly(load.expected(), result, words);
        return new Sample(Map.of(
                Metric.PER_SECOND, result.path("perSecond").asDouble(),
                Metric.P50, result.path("p50").asDouble(),
                Metric.P99, result.path("p99").asDouble(),
                Metric.P999, result.path("p999").asDouble()));
    }

    /** A wrong answer may well be a fast one. */
    private static void requireOnly(String expected, JsonNode result, List<String> words) throws IOException {
        boolean others = OUTCOMES.stream()
                .filter(outcome -> !outcome.equals(expected))
                .anyMatch(outcome -> result.path(outcome).asLong() > 0);
        if (others || result.path(expected).asLong() == 0) {
            throw new IOException("not only " + expected + ": " + result + " of " + words);
        }
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }
}
