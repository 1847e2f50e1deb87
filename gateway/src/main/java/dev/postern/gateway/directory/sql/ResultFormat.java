package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.sql.Expansion.Question;
import dev.postern.gateway.directory.sql.ExpansionReader.Percent;
import dev.postern.gateway.directory.sql.ExpansionReader.Read;
import dev.postern.gateway.directory.sql.ExpansionReader.Unknown;
import dev.postern.gateway.directory.sql.ExpansionReader.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each element of a map's answer, as {@code result_format} of pgsql_table(5): {@code %s %u %d} stand for
 * the element and its parts, {@code %S %U %D %1}…{@code %9} for those of the key. An element that lacks a part is left
 * out; a key that lacks one is not asked for. Immutable.
 */
public final class ResultFormat {

    /** Each element as it is. */
    public static final ResultFormat PLAIN =
            new ResultFormat("%s", List.of(new Piece.OfElement(element -> element.key())));

    private final String template;
    private final List<Piece> pieces;

    /**
     * What parsing gave.
     *
     * @param format present if there is no problem
     * @param problem the first one
     */
    public record Parsed(
            Optional<ResultFormat> format, @Nullable QueryProblem problem) {}

    private sealed interface Piece {
        /** What the operator wrote. */
        record Verbatim(String text) implements Piece {}

        /** A part of the element. */
        record OfElement(Expansion expansion) implements Piece {}

        /** A part of the key. */
        record OfKey(Expansion expansion) implements Piece {}
    }

    private ResultFormat(String template, List<Piece> pieces) {
        this.template = template;
        this.pieces = List.copyOf(pieces);
    }

    /** Parses a template. Never throws for what an operator wrote. */
    public static Parsed parse(String template) {
        ExpansionReader reader = Dialect.POSTFIX.reader();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder verbatim = new StringBuilder();
        for (int at = 0; at < template.length(); ) {
            if (template.charAt(at) != '%') {
                verbatim.append(template.charAt(at++));
                continue;
            }
            Read read = reader.read(template, at, template.length());
            if (read instanceof Unknown unknown) {
                return new Parsed(
                        Optional.empty(), QueryProblem.at(template, at, at + read.length(), unknown.reason()));
            }
            if (read instanceof Percent) {
                verbatim.append('%');
            } else if (read instanceof Variable variable) {
                pieces.add(new Piece.Verbatim(verbatim.toString()));
                verbatim.setLength(0);
                boolean ofElement = Character.isLowerCase(template.charAt(at + 1));
                pieces.add(
                        ofElement ? new Piece.OfElement(variable.expansion()) : new Piece.OfKey(variable.expansion()));
            }
            at += read.length();
        }
        pieces.add(new Piece.Verbatim(verbatim.toString()));
        return new Parsed(Optional.of(new ResultFormat(template, pieces)), null);
    }

    /** Whether the key has all parts that are to be put into the answer. */
    boolean suits(String key) {
        Question question = new Question(key, Map.of());
        return pieces.stream()
                .allMatch(piece ->
                        !(piece instanceof Piece.OfKey of) || of.expansion().of(question) != null);
    }

    /** The element as it is served; null if it is left out. */
    @Nullable
    String apply(String key, String element) {
        if (element.isEmpty() || this == PLAIN) {
            return element.isEmpty() ? null : element;
        }
        Question ofKey = new Question(key, Map.of());
        Question ofElement = new Question(element, Map.of());
        StringBuilder served = new StringBuilder();
        for (Piece piece : pieces) {
            String text = piece instanceof Piece.Verbatim verbatim
                    ? verbatim.text()
                    : piece instanceof Piece.OfKey of
                            ? of.expansion().of(ofKey)
                            : ((Piece.OfElement) piece).expansion().of(ofElement);
            if (text == null) {
                return null;
            }
            served.append(text);
        }
        return served.toString();
    }

    /** The template. */
    @Override
    public String toString() {
        return template;
    }
}
