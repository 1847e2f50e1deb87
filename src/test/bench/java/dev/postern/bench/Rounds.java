package dev.postern.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All rounds of one work. */
record Rounds(Work work, List<Round> rounds) {
    Rounds {
        rounds = List.copyOf(rounds);
    }

    Series series(ToDoubleFunction<Round> figure) {
        return new Series(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
