package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.sql.ExpansionReader.Percent;
import dev.postern.gateway.directory.sql.ExpansionReader.Read;
import dev.postern.gateway.directory.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a {@link QueryTemplate} of an operator's text, or says what is wrong with it. */
final class TemplateParser {

    private static final Set<String> STATEMENTS = Set.of("select", "with", "values", "table");

    /** Types that may stand directly before a literal: there PostgreSQL takes a constant and no parameter. */
    private static final Set<String> TYPES = Set.of(
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "interval",
            "int",
            "integer",
            "int2",
            "int4",
            "int8",
            "bigint",
            "smallint",
            "numeric",
            "decimal",
            "real",
            "float4",
            "float8",
            "bool",
            "boolean",
            "text",
            "varchar",
            "char",
            "character",
            "bpchar",
            "citext",
            "inet",
            "cidr",
            "uuid",
            "bytea",
            "json",
            "jsonb",
            "oid",
            "regclass");

    /** An expansion between the brackets of an array or a JSON object, from the beginning of a literal. */
    private static final Pattern BRACED = Pattern.compile("^[eE]?'\\s*\\{[^}]*%(?!%)");

    private static final String INSIDE_IDENTIFIER =
            "an expansion inside an identifier, which no parameter can be: choose"
                    + " by its value, as in CASE '%d' WHEN 'a.example' THEN column_a … END; only %s and %c of Dovecot,"
                    + " whose values are few, may stand there";

    private final String query;
    private final Dialect dialect;
    private final QueryContext context = new QueryContext();
    private final List<QueryProblem> problems = new ArrayList<>();
    private final List<String> fragments = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Set<AccountVariable> variables = new TreeSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> operators = new HashSet<>();
    private final StringBuilder fragment = new StringBuilder();
    private QueryContext.@Nullable Place patternPlace;
    private boolean ended;

    private TemplateParser(String query, Dialect dialect) {
        this.query = query;
        this.dialect = dialect;
    }

    static QueryTemplate.Parsed parse(String query, Dialect dialect) {
        return new TemplateParser(query, dialect).parse();
    }

    private QueryTemplate.Parsed parse() {
        SqlScanner.Scan scan = SqlScanner.scan(query);
        scan.tokens().forEach(this::take);
        fragments.add(fragment.toString());
        if (scan.problem() != null) {
            problems.add(scan.problem());
        } else if (context.depth() > 0) {
            problem(0, query.length(), "a bracket is not closed: add the missing )");
        }
        if (context.previous() == null) {
            problem(0, query.length(), "the query is empty: write a SELECT");
        }
        problems.sort(Comparator.comparingInt(QueryProblem::line).thenComparingInt(QueryProblem::column));
        return new QueryTemplate.Parsed(problems.isEmpty() ? Optional.of(template()) : Optional.empty(), problems);
    }

    private QueryTemplate template() {
        QueryTemplate.Mentions mentions = new QueryTemplate.Mentions(Set.copyOf(names), Set.copyOf(operators));
        return new QueryTemplate(dialect, query, fragments, parameters, List.copyOf(variables), mentions);
    }

    private void take(SqlToken token) {
        if (!token.isSignificant()) {
            comment(token);
        } else if (token.isSymbol(';')) {
            ended = true;
        } else if (ended) {
            problem(token, "only one statement is served: remove what follows the semicolon");
        } else {
            checkBeginning(token);
            significant(token);
        }
    }

    /** Nothing in a comment is asked for; a doubled percent sign is one there too. */
    private void comment(SqlToken token) {
        refuseExpansions(token, "a comment: remove it, or double the percent sign");
        fragment.append(token.text().replace("%%", "%"));
    }

    private void checkBeginning(SqlToken token) {
        if (context.previous() == null && !token.isSymbol('(') && !STATEMENTS.contains(token.name())) {
            problem(token, "only statements that give rows are served: SELECT, WITH, VALUES or TABLE");
        }
    }

    private void significant(SqlToken token) {
        if (token.isLiteral()) {
            literal(token);
            return;
        }
        switch (token.kind()) {
            case WORD, QUOTED_IDENTIFIER -> name(token);
            case OPERATOR -> operator(token);
            case DOLLAR_LITERAL -> refuseExpansions(token, "a dollar-quoted string: write it between single quotes");
            case PERCENT -> outside(token);
            case POSITION -> problem(token, "parameters have no numbers here: write '%u', '%s' … between quotes");
            case SYMBOL -> bracket(token);
            default -> {}
        }
        // JDBC takes a single question mark for a parameter.
        fragment.append(
                token.is(Kind.OPERATOR)
                        ? token.text().replace("%%", "%").replace("?", "??")
                        : token.text().replace("%%", "%"));
        context.follow(token);
    }

    private void name(SqlToken token) {
        refuseExpansions(token, "an identifier, which no parameter can be: write one map for each name");
        if (token.quotesForDriver()) {
            problem(token, "a $ behind such a character is a quotation to the driver: write the name as \"…\"");
        }
        names.add(token.name());
        if (token.name().toLowerCase(Locale.ROOT).startsWith(BatchSql.RESERVED_PREFIX)) {
            problem(token, "names beginning with " + BatchSql.RESERVED_PREFIX + " are Postern's own: choose another");
        }
        if (token.is(Kind.WORD)
                && token.name().equals("escape")
                && context.place().equals(patternPlace)) {
            problem(token, "an expansion in a LIKE pattern is escaped with \\: leave the ESCAPE clause out");
        }
    }

    private void operator(SqlToken token) {
        operators.add(token.text().replace("%%", "%"));
    }

    private void bracket(SqlToken token) {
        if (token.isSymbol(')') && context.depth() == 0) {
            problem(token, "a bracket is closed that was not opened: remove it");
        }
    }

    /** A percent sign outside of quotes. */
    private void outside(SqlToken token) {
        int name = beginOfName(token.start());
        if (name < token.start()) {
            // Once for each name, however many expansions it has.
            if (query.indexOf('%', name) == token.start()) {
                problem(name, endOfName(token.start()), INSIDE_IDENTIFIER);
            }
            return;
        }
        Read read = dialect.reader().read(query, token.start(), query.length());
        String text = query.substring(token.start(), token.start() + read.length());
        problem(
                token.start(),
                token.start() + read.length(),
                read instanceof ExpansionReader.Variable
                        ? "an expansion outside of quotes: write '" + text + "'"
                        : "a percent sign outside of quotes: write %% for the operator %");
    }

    /** Where the identifier begins that {@code at} stands in; {@code at} itself if it stands in none. */
    private int beginOfName(int at) {
        int begin = at;
        while (begin > 0 && isOfName(query.charAt(begin - 1))) {
            begin--;
        }
        return Character.isLetter(query.charAt(begin)) || query.charAt(begin) == '_' ? begin : at;
    }

    private int endOfName(int at) {
        int end = at;
        while (end < query.length() && isOfName(query.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '%';
    }

    private void literal(SqlToken token) {
        LiteralParser.Content content = LiteralParser.parse(token, dialect.reader(), reason -> problem(token, reason));
        if (content.expands()) {
            checkPlace(token);
            variables.addAll(content.inputs());
            boolean like = context.place().pattern() == QueryContext.Pattern.LIKE;
            patternPlace = like ? context.place() : null;
            fragments.add(fragment.toString());
            fragment.setLength(0);
            parameters.add(new Parameter(content.pieces(), like));
        } else {
            fragment.append(constant(token, content));
        }
        context.literal(token);
    }

    /**
     * A literal without expansions, written plainly: pgjdbc loses track of an {@code E''} string behind a doubled quote,
     * and of one that is continued on another line.
     */
    private static String constant(SqlToken token, LiteralParser.Content content) {
        boolean plain = !token.is(Kind.OTHER_LITERAL) && !LiteralParser.hasNumericEscape(token);
        return plain ? content.quoted() : token.text().replace("%%", "%");
    }

    /** Refuses a literal whose text would not stay a mere value. */
    private void checkPlace(SqlToken token) {
        QueryContext.Place place = context.place();
        SqlToken before = context.previous();
        if (place.pattern() == QueryContext.Pattern.LANGUAGE) {
            problem(
                    token,
                    "an expansion inside " + place.what() + ", where a key's characters would mean something:"
                            + " compare with = or LIKE");
        } else if (token.is(Kind.OTHER_LITERAL) || LiteralParser.hasNumericEscape(token)) {
            problem(token, "an expansion in a string of a special notation: write it as '…'");
        } else if (BRACED.matcher(token.text()).find()) {
            problem(
                    token,
                    "an expansion inside of an array or a JSON text, where a key's characters would mean"
                            + " something: write ARRAY['%u', …] or jsonb_build_object(…)");
        } else if (before != null && before.is(Kind.WORD) && TYPES.contains(before.name())) {
            problem(
                    token,
                    "a type before a literal takes no expansion: write CAST(" + token.text() + " AS " + before.text()
                            + ")");
        }
    }

    private void refuseExpansions(SqlToken token, String where) {
        for (int at = token.text().indexOf('%'); at >= 0; ) {
            Read read = dialect.reader().read(token.text(), at, token.text().length());
            if (!(read instanceof Percent)) {
                problem(token, "an expansion inside " + where);
                return;
            }
            at = token.text().indexOf('%', at + read.length());
        }
    }

    private void problem(SqlToken token, String reason) {
        problem(token.start(), token.end(), reason);
    }

    private void problem(int from, int to, String reason) {
        problems.add(QueryProblem.at(query, from, to, reason));
    }
}
