package dev.postern.gateway.directory;

/**
 * The smallest thing that is read, cached and invalidated: one relation and one exact key.
 *
 * @param relation whose rows
 * @param key for a map the folded candidate key; for an account see {@link AccountQuery#key}
 */
public record Unit(Relation relation, String key) {}
