package dev.postern.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Nearest {

    /** A name may differ in one letter of this many, but not by more than that: else any name would be near. */
    private static final int LETTERS_PER_SLIP = 3;

    /** No name of ours is as long; what is longer is not measured at all. */
    private static final int MAX_LENGTH = 60;

    private Nearest() {}

    /** The name nearest to {@code typed}; case, {@code -} and {@code _} do not count. Empty if none is near. */
    static Optional<String> to(String typed, Collection<String> names) {
        if (typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String wanted = bare(typed);
        return names.stream()
                .filter(name -> distance(wanted, bare(name)) <= Math.max(1, wanted.length() / LETTERS_PER_SLIP))
                .min(Comparator.comparingInt(name -> distance(wanted, bare(name))));
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : fewest(steps, i, j, one, other);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int fewest(int[][] steps, int i, int j, String one, String other) {
        int replaced = steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(fewest, 1 + steps[i - 2][j - 2]) : fewest;
    }
}
