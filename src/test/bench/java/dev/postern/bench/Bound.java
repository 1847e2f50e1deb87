package dev.postern.bench;

/** On which side of its bar a ratio has to be. */
enum Bound {
    AT_LEAST("≥") {
        @Override
        boolean holds(double ratio, double bar) {
            return ratio >= bar;
        }

        @Override
        double best(Series ratios) {
            return ratios.largest();
        }
    },
    AT_MOST("≤") {
        @Override
        boolean holds(double ratio, double bar) {
            return ratio <= bar;
        }

        @Override
        double best(Series ratios) {
            return ratios.smallest();
        }
    };

    private final String sign;

    Bound(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    abstract boolean holds(double ratio, double bar);

    /** Of several rounds the one that speaks most for the claim. */
    abstract double best(Series ratios);
}
