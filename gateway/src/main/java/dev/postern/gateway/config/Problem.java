package dev.postern.gateway.config;

import java.util.Comparator;

/**
 * One thing that an operator must mend. Prints as one line, {@code FILE:LINE:COLUMN: what; what to do}, and never holds
 * a secret.
 *
 * @param file as it was named
 * @param line from 1
 * @param column from 1
 * @param what is wrong, with the key that it concerns
 * @param hint what to do about it
 */
public record Problem(String file, int line, int column, String what, String hint) {

    /** The order of the file, top to bottom. */
    static final Comparator<Problem> IN_FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + what + "; " + hint;
    }
}
