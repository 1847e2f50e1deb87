package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Relation;

/**
 * A relation and the query that reads it. The {@link #relation()} is what units are made of; it exists once.
 */
public final class RelationQuery {

    /** No limit on the elements of a map's answer. */
    public static final int UNLIMITED = 0;

    /** What becomes of the rows. */
    enum Shape {
        /** All columns of all rows, joined with commas: a map. */
        JOINED,
        /** The only row, with a password: two are an error. */
        PASSDB,
        /** The first row. */
        USERDB
    }

    private final Relation relation;
    private final QueryTemplate template;
    private final Shape shape;
    private final int expansionLimit;

    private RelationQuery(Relation relation, QueryTemplate template, Shape shape, int expansionLimit) {
        this.relation = relation;
        this.template = template;
        this.shape = shape;
        this.expansionLimit = expansionLimit;
    }

    /**
     * A map's query: all columns of all rows, joined with commas, NULLs and empty strings left out.
     *
     * @param name as logs and metrics call it
     * @param template in {@link Dialect#POSTFIX}
     * @param expansionLimit more elements than this are unavailable, as in Postfix; {@link #UNLIMITED} for none
     */
    public static RelationQuery map(String name, QueryTemplate template, int expansionLimit) {
        return new RelationQuery(Relation.ofKey(name), template, Shape.JOINED, expansionLimit);
    }

    /**
     * A passdb's query: no row is an unknown user; two rows, or no column {@code password} or
     * {@code password_noscheme}, are misconfigured.
     *
     * @param template in {@link Dialect#DOVECOT}
     */
    public static RelationQuery passdb(String name, QueryTemplate template) {
        return new RelationQuery(Relation.ofAccount(name, template.variables()), template, Shape.PASSDB, UNLIMITED);
    }

    /**
     * A userdb's query: no row is an unknown user, of several the first counts.
     *
     * @param template in {@link Dialect#DOVECOT}
     */
    public static RelationQuery userdb(String name, QueryTemplate template) {
        return new RelationQuery(Relation.ofAccount(name, template.variables()), template, Shape.USERDB, UNLIMITED);
    }

    /** What units of this query name. */
    public Relation relation() {
        return relation;
    }

    QueryTemplate template() {
        return template;
    }

    Shape shape() {
        return shape;
    }

    int expansionLimit() {
        return expansionLimit;
    }

    @Override
    public String toString() {
        return relation.name();
    }
}
