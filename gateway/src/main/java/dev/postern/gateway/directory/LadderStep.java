package dev.postern.gateway.directory;

/**
 * One candidate key of a ladder.
 *
 * @param key what the relation is asked for; folded
 * @param name the local part that it was made of, without quotes and in the spelling that was asked
 * @param extension what was stripped from the local part to get there, delimiter included, in the spelling that was
 *     asked; empty if nothing was, and for a catch-all, to whose value Postfix appends nothing
 */
record LadderStep(String key, String name, String extension) {
    LadderStep(String key) {
        this(key, "", "");
    }
}
