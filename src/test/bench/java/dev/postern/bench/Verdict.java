package dev.postern.bench;

/** Where a claim stands. */
enum Verdict {
    MET("met"),

    /** The median misses the bar, but not every round did: another run might meet it. */
    WITHIN_SPREAD("within spread"),

    MISSED("MISSED");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
