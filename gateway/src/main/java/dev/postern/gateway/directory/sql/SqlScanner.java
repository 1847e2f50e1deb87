package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a query into tokens by the lexical rules of PostgreSQL with {@code standard_conforming_strings} on, which
 * {@link Connector} makes sure of. It knows where quotes and comments begin and end, and nothing of grammar.
 */
final class SqlScanner {

    private static final String OPERATOR_CHARS = "~!@#^&|`?+-*/<>=";

    /** A literal goes on after white space that holds a newline: the standard's way of long literals. */
    private static final Pattern CONTINUATION =
            Pattern.compile("(?:[ \\t\\f\\x0b]|--[^\\r\\n]*)*[\\r\\n](?:[ \\t\\f\\x0b\\r\\n]|--[^\\r\\n]*[\\r\\n])*'");

    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private @Nullable QueryProblem problem;
    private int at;

    private SqlScanner(String sql) {
        this.sql = sql;
    }

    /** The tokens, and a problem if a quote or a comment has no end. */
    record Scan(List<SqlToken> tokens, @Nullable QueryProblem problem) {}

    static Scan scan(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.at < sql.length()) {
            scanner.next();
        }
        return new Scan(scanner.tokens, scanner.problem);
    }

    private void next() {
        char c = sql.charAt(at);
        if (isSpace(c)) {
            token(Kind.SPACE, skip(SqlScanner::isSpace));
        } else if (c == '\'') {
            literal(Kind.LITERAL, at);
        } else if (c == '"') {
            quotedIdentifier(at);
        } else if (sql.startsWith("--", at)) {
            token(Kind.COMMENT, lineEnd());
        } else if (sql.startsWith("/*", at)) {
            blockComment();
        } else if (isWordStart(c)) {
            word();
        } else if (isDigit(c)) {
            token(Kind.NUMBER, skip(d -> isWordPart(d) || d == '.'));
        } else if (c == '$') {
            dollar();
        } else {
            operatorOrSymbol(c);
        }
    }

    private void token(Kind kind, int end) {
        tokens.add(new SqlToken(kind, sql.substring(at, end), at));
        at = end;
    }

    private void word() {
        int end = skip(SqlScanner::isWordPart);
        String prefix = sql.substring(at, end);
        boolean quoteFollows = end < sql.length() && sql.charAt(end) == '\'';
        if (quoteFollows && prefix.equalsIgnoreCase("e")) {
            literal(Kind.ESCAPE_LITERAL, end);
        } else if (quoteFollows && prefix.length() == 1 && "bBxXnN".contains(prefix)) {
            literal(Kind.OTHER_LITERAL, end);
        } else if (prefix.equalsIgnoreCase("u") && sql.startsWith("&'", end)) {
            literal(Kind.OTHER_LITERAL, end + 1);
        } else if (prefix.equalsIgnoreCase("u") && sql.startsWith("&\"", end)) {
            quotedIdentifier(end + 1);
        } else {
            token(Kind.WORD, end);
        }
    }

    /** @param quote where its opening quote stands */
    private void literal(Kind kind, int quote) {
        int end = closing(quote, '\'', kind == Kind.ESCAPE_LITERAL);
        for (int next = continuation(sql, end); end > 0 && next > 0; next = continuation(sql, end)) {
            end = closing(next, '\'', kind == Kind.ESCAPE_LITERAL);
        }
        closed(kind, end, "a ' without its end");
    }

    /** Where a literal that was closed at {@code end} opens its next quote; -1 if it ends there. */
    static int continuation(String sql, int end) {
        Matcher more = CONTINUATION.matcher(sql);
        return end >= 0 && more.region(end, sql.length()).lookingAt() ? more.end() - 1 : -1;
    }

    private void quotedIdentifier(int quote) {
        closed(Kind.QUOTED_IDENTIFIER, closing(quote, '"', false), "a \" without its end");
    }

    /** Where the quoted text ends, behind its last quote; -1 if it does not. */
    private int closing(int quote, char mark, boolean backslashes) {
        for (int i = quote + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (backslashes && c == '\\') {
                i++;
            } else if (c == mark) {
                if (i + 1 == sql.length() || sql.charAt(i + 1) != mark) {
                    return i + 1;
                }
                i++;
            }
        }
        return -1;
    }

    private void closed(Kind kind, int end, String otherwise) {
        if (end < 0) {
            unclosed(otherwise);
        }
        token(kind, end < 0 ? sql.length() : end);
    }

    private void unclosed(String what) {
        problem = QueryProblem.at(sql, at, sql.length(), what + ": close it");
    }

    /** PostgreSQL's block comments nest. */
    private void blockComment() {
        int depth = 0;
        int i = at;
        do {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        } while (depth > 0 && i < sql.length());
        closed(Kind.COMMENT, depth > 0 ? -1 : i, "a /* without its */");
    }

    private void dollar() {
        Matcher tag = DOLLAR_QUOTE.matcher(sql).region(at, sql.length());
        if (tag.lookingAt()) {
            int end = sql.indexOf(tag.group(), tag.end());
            closed(Kind.DOLLAR_LITERAL, end < 0 ? -1 : end + tag.group().length(), tag.group() + " without its end");
        } else if (at + 1 < sql.length() && isDigit(sql.charAt(at + 1))) {
            int start = at;
            at++;
            int end = skip(SqlScanner::isDigit);
            at = start;
            token(Kind.POSITION, end);
        } else {
            token(Kind.SYMBOL, at + 1);
        }
    }

    private void operatorOrSymbol(char c) {
        int end = at;
        while (end < sql.length() && operatorGoesOn(end)) {
            end += sql.charAt(end) == '%' ? 2 : 1;
        }
        if (end > at) {
            token(Kind.OPERATOR, end);
        } else {
            token(c == '%' ? Kind.PERCENT : Kind.SYMBOL, at + 1);
        }
    }

    /** A doubled percent sign is part of an operator, in its undoubled form; a comment ends it. */
    private boolean operatorGoesOn(int i) {
        if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
            return false;
        }
        return OPERATOR_CHARS.indexOf(sql.charAt(i)) >= 0 || sql.startsWith("%%", i);
    }

    private int lineEnd() {
        return skip(c -> c != '\n' && c != '\r');
    }

    /** A condition on one character. */
    private interface CharTest {
        boolean test(char c);
    }

    private int skip(CharTest test) {
        int end = at;
        while (end < sql.length() && test.test(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
