package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        /** The only row, with a password, and those of app passwords. */
        PASSDB,
        /** The first row. */
        USERDB,
        /** The columns {@code userdb_…} of the first row, and those that rename the user. */
        PREFETCHED
    }

    private final Relation relation;
    private final QueryTemplate template;
    private final Shape shape;
    private final TableRules rules;
    private final Map<List<String>, RelationQuery> named = new LinkedHashMap<>();

    private RelationQuery(Relation relation, QueryTemplate template, Shape shape, TableRules rules) {
        this.relation = relation;
        this.template = template;
        this.shape = shape;
        this.rules = rules;
        NamedStatements statements = template.named();
        if (statements != null) {
            statements.all().forEach((names, statement) -> named.put(names, ofNames(names, statement)));
        }
    }

    private RelationQuery ofNames(List<String> names, QueryTemplate statement) {
        String name = relation.name() + " (" + String.join("", names) + ")";
        return new RelationQuery(Relation.ofAccount(name, relation.inputs()), statement, shape, rules);
    }

    /**
     * A map's query: all columns of all rows, joined with commas, NULLs and empty strings left out.
     *
     * @param name as logs and metrics call it
     * @param template in {@link Dialect#POSTFIX}
     * @param expansionLimit more elements than this are unavailable, as in Postfix; {@link #UNLIMITED} for none
     */
    public static RelationQuery map(String name, QueryTemplate template, int expansionLimit) {
        return map(name, template, TableRules.limit(expansionLimit));
    }

    /**
     * A map's query with all that a pgsql_table(5) file may say beside it. A key that the rules do not admit, or that
     * lacks a part that the query uses, is absent without being asked for.
     */
    public static RelationQuery map(String name, QueryTemplate template, TableRules rules) {
        return new RelationQuery(Relation.ofKey(name), template, Shape.JOINED, rules);
    }

    /**
     * A passdb's query: no row is an unknown user; two rows but for those of app passwords ({@code kind} is {@code app}),
     * or no column {@code password} or {@code password_noscheme}, are misconfigured.
     *
     * @param template in {@link Dialect#DOVECOT}
     */
    public static RelationQuery passdb(String name, QueryTemplate template) {
        return new RelationQuery(
                Relation.ofAccount(name, template.variables()), template, Shape.PASSDB, TableRules.NONE);
    }

    /**
     * A userdb's query: no row is an unknown user, of several the first counts.
     *
     * @param template in {@link Dialect#DOVECOT}
     */
    public static RelationQuery userdb(String name, QueryTemplate template) {
        return new RelationQuery(
                Relation.ofAccount(name, template.variables()), template, Shape.USERDB, TableRules.NONE);
    }

    /**
     * A passdb's query that gives the mail settings as well, in columns {@code userdb_…}.
     *
     * @param template in {@link Dialect#DOVECOT}
     */
    public static RelationQuery prefetched(String name, QueryTemplate template) {
        return new RelationQuery(
                Relation.ofAccount(name, template.variables()), template, Shape.PREFETCHED, TableRules.NONE);
    }

    /** All that the units' values depend on but for the database: the same text means the same on each start. */
    public String meaning() {
        String texts = statements().stream()
                .map(statement -> statement.relation.name() + " " + statement.template.written())
                .sorted()
                .collect(Collectors.joining("\n"));
        return String.join("\n", relation.name(), shape.name(), rules.toString(), texts);
    }

    /** What units of this query name. */
    public Relation relation() {
        return relation;
    }

    /** What is asked of the database: this itself, or the statements between which a question chooses. */
    List<RelationQuery> statements() {
        return named.isEmpty() ? List.of(this) : List.copyOf(named.values());
    }

    /** The statement that answers {@code unit}; null if names in the query have no value for it. */
    @Nullable
    RelationQuery statement(Unit unit) {
        NamedStatements statements = template.named();
        return statements == null ? this : named.get(statements.namesFor(unit));
    }

    /** The names in whatever it may ask: see {@link QueryTemplate#names()}. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        statements().forEach(statement -> names.addAll(statement.template.names()));
        return names;
    }

    QueryTemplate template() {
        return template;
    }

    Shape shape() {
        return shape;
    }

    TableRules rules() {
        return rules;
    }

    /** The values of the query's parameters; null if it must not be asked, because nothing can be found. */
    @Nullable
    List<String> values(Unit unit) {
        return shape == Shape.JOINED && !rules.admit(unit.key()) ? null : template.values(unit);
    }

    @Override
    public String toString() {
        return relation.name();
    }
}
