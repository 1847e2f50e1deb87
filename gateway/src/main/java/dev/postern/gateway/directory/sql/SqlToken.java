package dev.postern.gateway.directory.sql;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A piece of SQL text. Tokens follow each other without gaps.
 *
 * @param kind what it is
 * @param text as written
 * @param start its offset in the query
 */
record SqlToken(Kind kind, String text, int start) {

    /** As PostgreSQL's scanner tells them apart. */
    enum Kind {
        SPACE,
        COMMENT,
        /** A keyword or an identifier without quotes. */
        WORD,
        QUOTED_IDENTIFIER,
        /** {@code '…'} */
        LITERAL,
        /** {@code E'…'} */
        ESCAPE_LITERAL,
        /** {@code U&'…' B'…' X'…' N'…'} */
        OTHER_LITERAL,
        DOLLAR_LITERAL,
        NUMBER,
        OPERATOR,
        /** A lone percent sign outside of quotes. */
        PERCENT,
        /** {@code $1} */
        POSITION,
        /** Brackets, commas, dots, colons, semicolons, and whatever is none of the above. */
        SYMBOL
    }

    int end() {
        return start + text.length();
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Whether it means something to PostgreSQL. */
    boolean isSignificant() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }

    boolean isLiteral() {
        return kind == Kind.LITERAL || kind == Kind.ESCAPE_LITERAL || kind == Kind.OTHER_LITERAL;
    }

    /** A word in which pgjdbc sees the begin of {@code $x$…}: it holds only Java's letters for such, PostgreSQL all beyond ASCII. */
    boolean quotesForDriver() {
        return kind == Kind.WORD
                && IntStream.range(1, text.length())
                        .anyMatch(i -> text.charAt(i) == '$' && !Character.isJavaIdentifierPart(text.charAt(i - 1)));
    }

    /** The name of a word or of a quoted identifier, as PostgreSQL folds it; else empty. */
    String name() {
        if (kind == Kind.QUOTED_IDENTIFIER) {
            String inner = text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
            return inner.replace("\"\"", "\"");
        }
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }
}
