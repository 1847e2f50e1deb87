package dev.postern.acceptance.postfix;

import dev.postern.acceptance.machine.CommandResult;

/**
 * What {@code postmap -q KEY TABLE} made of a table's answer. Its exit code alone does not tell a key that is not there
 * from a table that failed.
 */
public sealed interface MapAnswer {

    /** The table has the key. */
    record Found(String value) implements MapAnswer {}

    /** The table has not got the key. */
    record NotFound() implements MapAnswer {}

    /** The table could not be asked, or said that it cannot answer; never the same as not found. */
    record Failed(String complaint) implements MapAnswer {}

    /** Reads the result of the command. */
    static MapAnswer of(CommandResult result) {
        if (result.exit() == 0) {
            return new Found(result.out().stripTrailing());
        }
        return result.err().isEmpty() ? new NotFound() : new Failed(result.err().strip());
    }
}
