package dev.postern.bench;

import java.util.Map;

/** What one contender did in one round. */
record Sample(Map<Metric, Double> figures) {
    Sample {
        figures = Map.copyOf(figures);
    }

    double figure(Metric metric) {
        Double figure = figures.get(metric);
        if (figure == null) {
            throw new IllegalArgumentException("a contender that does not measure " + metric);
        }
        return figure;
    }
}
