package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator's query, cut so that what a client sends can only ever be a value: each quoted literal that holds
 * expansions has become one parameter, whose text is composed here and sent beside the SQL. Immutable.
 */
public final class QueryTemplate {
    private final Dialect dialect;
    private final String text;
    private final List<String> fragments;
    private final List<Parameter> parameters;
    private final List<AccountVariable> variables;
    private final Mentions mentions;
    private final @Nullable NamedStatements named;

    /**
     * What parsing gave.
     *
     * @param template present if there are no problems
     * @param problems in the order of their places
     */
    public record Parsed(Optional<QueryTemplate> template, List<QueryProblem> problems) {}

    /**
     * What a query mentions, for judging whether it may be asked for many keys in one statement.
     *
     * @param names of functions, relations, columns and keywords, as PostgreSQL folds them
     * @param operators other than those in every query
     */
    record Mentions(Set<String> names, Set<String> operators) {}

    /** Made by {@link TemplateParser}: one fragment more than parameters. */
    QueryTemplate(
            Dialect dialect,
            String text,
            List<String> fragments,
            List<Parameter> parameters,
            List<AccountVariable> variables,
            Mentions mentions) {
        this.dialect = dialect;
        this.text = text;
        this.fragments = List.copyOf(fragments);
        this.parameters = List.copyOf(parameters);
        this.variables = List.copyOf(variables);
        this.mentions = mentions;
        this.named = null;
    }

    private QueryTemplate(QueryTemplate other, Collection<AccountVariable> variables, @Nullable NamedStatements named) {
        this.dialect = other.dialect;
        this.text = other.text;
        this.fragments = other.fragments;
        this.parameters = other.parameters;
        this.mentions = other.mentions;
        this.variables = List.copyOf(variables);
        this.named = named;
    }

    /** A statement of a query that uses {@code variables} in all. */
    QueryTemplate asking(Collection<AccountVariable> variables) {
        return new QueryTemplate(this, variables, null);
    }

    /** A query that is one of several statements, by what it is asked. */
    QueryTemplate with(NamedStatements statements) {
        QueryTemplate any = statements.all().values().iterator().next();
        return new QueryTemplate(any, any.variables, statements);
    }

    /** The statements between which a question chooses; null if this is the only one. */
    @Nullable
    NamedStatements named() {
        return named;
    }

    /** Parses a query. Never throws for what an operator wrote: what cannot be served is a problem. */
    public static Parsed parse(String query, Dialect dialect) {
        return dialect == Dialect.DOVECOT ? NamedStatements.parse(query) : TemplateParser.parse(query, dialect);
    }

    /** The account variables that it uses, in a fixed order; none in {@link Dialect#POSTFIX}. */
    public List<AccountVariable> variables() {
        return variables;
    }

    /** Whether it asks about something: a list of all users does not. */
    public boolean hasExpansions() {
        return !parameters.isEmpty() || named != null;
    }

    /** Whether it names columns {@code userdb_…}: a password query that gives the mail settings as well. */
    public boolean prefetches() {
        return mentions.names().stream().anyMatch(name -> name.startsWith(Columns.PREFETCH_PREFIX));
    }

    /** What the operator wrote, and in which dialect. */
    String written() {
        return dialect + " " + text;
    }

    /** The names in it, of functions, relations, columns and keywords, as PostgreSQL folds them. */
    public Set<String> names() {
        return mentions.names();
    }

    int parameterCount() {
        return parameters.size();
    }

    Mentions mentions() {
        return mentions;
    }

    /**
     * The values for one question, in the order of the parameters.
     *
     * @return null if it must not be asked, because the key lacks a part that the query uses: it is not found
     */
    @Nullable
    List<String> values(Unit unit) {
        Expansion.Question question = question(unit);
        List<String> values = new ArrayList<>(parameters.size());
        for (Parameter parameter : parameters) {
            String value = parameter.value(question);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    Expansion.Question question(Unit unit) {
        if (dialect == Dialect.POSTFIX) {
            return new Expansion.Question(unit.key(), Map.of());
        }
        List<String> values = AccountQuery.values(unit);
        Map<AccountVariable, String> account = new EnumMap<>(AccountVariable.class);
        for (int i = 0; i < variables.size(); i++) {
            account.put(variables.get(i), values.get(i));
        }
        return new Expansion.Question("", account);
    }

    /** The SQL, for JDBC, with a text of the caller's in each parameter's place. */
    String sql(List<String> placeholders) {
        StringBuilder sql = new StringBuilder(fragments.get(0));
        for (int i = 0; i < parameters.size(); i++) {
            sql.append(placeholders.get(i)).append(fragments.get(i + 1));
        }
        return sql.toString();
    }

    /** The SQL with JDBC's own mark in each parameter's place. */
    String sql() {
        return sql(Collections.nCopies(parameters.size(), "?"));
    }

    @Override
    public String toString() {
        return sql();
    }
}
