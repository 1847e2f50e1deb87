package dev.postern.bench;

import java.util.List;
import java.util.Map;

/**
 * What a run found.
 *
 * @param circumstances what it was taken on and how, by name
 */
record Results(Map<String, String> circumstances, List<Rounds> works) {

    /** What became of a claim. */
    record Outcome(Rounds rounds, Claim claim, Series ratios) {
        Verdict verdict() {
            return claim.verdict(ratios);
        }
    }

    /** All claims, in the order of the works. */
    List<Outcome> outcomes() {
        return works.stream()
                .flatMap(rounds ->
                        rounds.work().claims().stream().map(claim -> new Outcome(rounds, claim, claim.ratios(rounds))))
                .toList();
    }

    boolean anyMissed() {
        return outcomes().stream().anyMatch(outcome -> outcome.verdict() == Verdict.MISSED);
    }
}
