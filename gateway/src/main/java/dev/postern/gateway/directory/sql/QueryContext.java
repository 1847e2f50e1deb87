package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.SqlToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a query's tokens far enough to know what a literal stands in: an ordinary expression, a LIKE pattern, or a
 * little language of its own in which characters of a key would mean something.
 */
final class QueryContext {

    /** What a literal stands in. {@link Pattern#LANGUAGE} cannot take expansions. */
    enum Pattern {
        NONE,
        LIKE,
        LANGUAGE
    }

    private static final Set<String> LIKE_OPERATORS = Set.of("~~", "!~~", "~~*", "!~~*");
    private static final Set<String> LANGUAGE_OPERATORS = Set.of("~", "~*", "!~", "!~*", "@?", "@@", "@@@");

    /** Words that end the right operand of a pattern operator. */
    private static final Set<String> BOUNDARIES = Set.of(
            "and",
            "or",
            "where",
            "order",
            "group",
            "having",
            "limit",
            "offset",
            "fetch",
            "union",
            "intersect",
            "except",
            "when",
            "then",
            "else",
            "end",
            "as",
            "from",
            "join",
            "on",
            "using",
            "returning",
            "is",
            "for",
            "select",
            "window",
            "between",
            "in");

    private static final Set<String> QUERY_STARTS = Set.of("select", "with", "values", "table");

    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable SqlToken previous;

    /** One pair of brackets. */
    private static final class Level {
        private final Place inherited;
        private final String function;
        private Place place;

        Level(Place inherited, String function) {
            this.inherited = inherited;
            this.function = function;
            this.place = inherited;
        }
    }

    /**
     * Where a literal stands.
     *
     * @param what how the operator calls it, for a problem
     * @param since which token began it, to tell one from another
     */
    record Place(Pattern pattern, String what, int since) {
        static final Place NONE = new Place(Pattern.NONE, "", -1);
    }

    QueryContext() {
        levels.push(new Level(Place.NONE, ""));
    }

    /** Where the next token stands. */
    Place place() {
        return top().place;
    }

    /** The last significant token, null at the beginning. */
    @Nullable
    SqlToken previous() {
        return previous;
    }

    /** How many brackets are open; negative after one too many was closed. */
    int depth() {
        return levels.size() - 1;
    }

    /** Takes a significant token that is no literal into account. */
    void follow(SqlToken token) {
        if (token.is(Kind.WORD)) {
            word(token);
        } else if (token.is(Kind.OPERATOR)) {
            operator(token.text().replace("%%", "%"), token.start());
        } else if (token.is(Kind.SYMBOL)) {
            symbol(token);
        }
        previous = token;
    }

    /** Takes a literal into account. */
    void literal(SqlToken token) {
        previous = token;
    }

    private Level top() {
        return levels.element();
    }

    private void word(SqlToken token) {
        String word = token.name();
        Level level = top();
        if (level.place.pattern() != Pattern.NONE && opensSubquery(word)) {
            // A query inside of a pattern's brackets has expressions of its own.
            levels.pop();
            levels.push(new Level(Place.NONE, ""));
        } else if (word.equals("like") || word.equals("ilike")) {
            level.place = new Place(Pattern.LIKE, word.toUpperCase(Locale.ROOT), token.start());
        } else if (word.equals("similar")) {
            level.place = new Place(Pattern.LANGUAGE, "SIMILAR TO", token.start());
        } else if (level.function.equals("substring") && word.equals("from")) {
            level.place = new Place(Pattern.LANGUAGE, "the pattern of substring()", token.start());
        } else if (BOUNDARIES.contains(word)) {
            level.place = level.inherited;
        }
    }

    private boolean opensSubquery(String word) {
        return previous != null && previous.isSymbol('(') && QUERY_STARTS.contains(word);
    }

    private void operator(String operator, int start) {
        Level level = top();
        if (LIKE_OPERATORS.contains(operator)) {
            level.place = new Place(Pattern.LIKE, operator, start);
        } else if (LANGUAGE_OPERATORS.contains(operator)) {
            level.place = new Place(Pattern.LANGUAGE, "the right of " + operator, start);
        } else if (!operator.equals("||")) {
            level.place = level.inherited;
        }
    }

    private void symbol(SqlToken token) {
        char symbol = token.text().charAt(0);
        if (symbol == '(') {
            String function = previous != null && previous.is(Kind.WORD) ? previous.name() : "";
            levels.push(new Level(top().place, function));
        } else if (symbol == ')' && levels.size() > 1) {
            levels.pop();
        } else if (symbol == ',') {
            nextArgument(top(), token.start());
        }
    }

    private static void nextArgument(Level level, int start) {
        boolean pattern = level.function.startsWith("regexp_") || level.function.equals("substring");
        level.place = pattern
                ? new Place(Pattern.LANGUAGE, "the pattern of " + level.function + "()", start)
                : level.inherited;
    }
}
