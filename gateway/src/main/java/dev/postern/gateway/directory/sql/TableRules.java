package dev.postern.gateway.directory.sql;

/**
 * What a map says beside its query.
 *
 * @param expansionLimit more elements than this are unavailable, as in Postfix; {@link RelationQuery#UNLIMITED} for none
 * @param format what becomes of each element
 * @param domains whose addresses are asked for
 */
public record TableRules(int expansionLimit, ResultFormat format, KeyDomains domains) {

    /** All keys, all elements, each as it is. */
    public static final TableRules NONE = limit(RelationQuery.UNLIMITED);

    /** A limit and nothing else. */
    public static TableRules limit(int expansionLimit) {
        return new TableRules(expansionLimit, ResultFormat.PLAIN, KeyDomains.ALL);
    }

    boolean admit(String key) {
        return domains.admit(key) && format.suits(key);
    }
}
