package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import org.jspecify.annotations.Nullable;

/** Reads the expansions of one dialect. */
interface ExpansionReader {

    /** What stands at a percent sign. */
    sealed interface Read permits Percent, Variable, Unknown {
        /** How many characters it takes, the percent sign included. */
        int length();
    }

    /** {@code %%}: a percent sign. */
    record Percent(int length) implements Read {}

    /**
     * An expansion.
     *
     * @param input which input it needs besides the key; null in dialects that have only a key
     */
    record Variable(
            int length, Expansion expansion, @Nullable AccountVariable input) implements Read {}

    /**
     * Nothing that this dialect knows.
     *
     * @param reason what is wrong and what to do, without the place
     */
    record Unknown(int length, String reason) implements Read {}

    /**
     * Reads at {@code at}.
     *
     * @param text holds a percent sign at {@code at}
     * @param end where reading must stop: nothing beyond belongs to the same literal
     */
    Read read(String text, int at, int end);
}
