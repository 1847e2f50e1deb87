package dev.postern.gateway.directory;

/**
 * One candidate key of a ladder.
 *
 * @param key what the relation is asked for
 * @param extension what was stripped from the local part to get there, delimiter included and without quotes; empty if
 *     nothing was, and for a catch-all, to whose value Postfix appends nothing
 */
record LadderStep(String key, String extension) {
    LadderStep(String key) {
        this(key, "");
    }
}
