package dev.postern.bench;

import java.util.function.ToDoubleFunction;

/**
 * A number that each round of a work gives.
 *
 * @param label whose it is
 * @param metric its unit
 * @param in reads it from a round
 */
record Figure(String label, Metric metric, ToDoubleFunction<Round> in) {

    static Figure of(String contender, Metric metric) {
        return new Figure(contender, metric, round -> round.sample(contender).figure(metric));
    }

    /** The same in every round. */
    static Figure constant(double value, Metric metric) {
        return new Figure("fixed", metric, round -> value);
    }

    Series over(Rounds rounds) {
        return rounds.series(in);
    }
}
