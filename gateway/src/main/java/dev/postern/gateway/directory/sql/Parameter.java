package dev.postern.gateway.directory.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One quoted literal of a query that holds expansions.
 *
 * @param pieces what it is composed of
 * @param pattern whether it stands to the right of LIKE: then what is expanded matches itself and nothing else
 */
record Parameter(List<Piece> pieces, boolean pattern) {

    /** A part of a literal. */
    sealed interface Piece permits Verbatim, Expanded {}

    /** What the operator wrote, its escapes resolved. */
    record Verbatim(String text) implements Piece {}

    /** What differs from question to question. */
    record Expanded(Expansion expansion) implements Piece {}

    Parameter {
        pieces = List.copyOf(pieces);
    }

    /** The value for this question; null if it lacks a part of it, and then the query must not be asked. */
    @Nullable
    String value(Expansion.Question question) {
        StringBuilder value = new StringBuilder();
        for (Piece piece : pieces) {
            String text =
                    piece instanceof Expanded expanded ? expanded.expansion().of(question) : ((Verbatim) piece).text();
            if (text == null) {
                return null;
            }
            value.append(pattern && piece instanceof Expanded ? escapedForLike(text) : text);
        }
        return value.toString();
    }

    private static String escapedForLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
