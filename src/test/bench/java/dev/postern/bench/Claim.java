package dev.postern.bench;

/**
 * What a figure has to be beside another one of the same round.
 *
 * @param subject whose speed is claimed
 * @param yardstick what it is divided by
 * @param bar for the ratio
 */
record Claim(Figure subject, Figure yardstick, Bound bound, double bar) {

    static Claim atLeast(double bar, Figure subject, Figure yardstick) {
        return new Claim(subject, yardstick, Bound.AT_LEAST, bar);
    }

    static Claim atMost(double bar, Figure subject, Figure yardstick) {
        return new Claim(subject, yardstick, Bound.AT_MOST, bar);
    }

    Series ratios(Rounds rounds) {
        return rounds.series(
                round -> subject.in().applyAsDouble(round) / yardstick.in().applyAsDouble(round));
    }

    Verdict verdict(Series ratios) {
        if (bound.holds(ratios.median(), bar)) {
            return Verdict.MET;
        }
        return bound.holds(bound.best(ratios), bar) ? Verdict.WITHIN_SPREAD : Verdict.MISSED;
    }
}
