package dev.postern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Several load generators at the same time: their rates added, and of each percentile the worst. */
final class Together {
    private Together() {}

    static Sample run(LoadGenerator generator, List<Load> loads) throws IOException {
        List<CompletableFuture<Sample>> running = loads.stream()
                .map(load -> CompletableFuture.supplyAsync(() -> run(generator, load)))
                .toList();
        try {
            return running.stream()
                    .map(CompletableFuture::join)
                    .reduce(Together::sum)
                    .orElseThrow();
        } catch (CompletionException failure) {
            throw new IOException("one of " + loads.size() + " load generators failed", failure);
        }
    }

    private static Sample run(LoadGenerator generator, Load load) {
        try {
            return generator.run(load);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Sample sum(Sample one, Sample other) {
        Map<Metric, Double> both = new EnumMap<>(one.figures());
        other.figures()
                .forEach((metric, value) ->
                        both.merge(metric, value, metric == Metric.PER_SECOND ? Double::sum : Math::max));
        return new Sample(both);
    }
}
