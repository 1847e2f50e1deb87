package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A single value.
 *
 * @param label for a table of keys
 * @param hint what to write, for who wrote something else
 * @param confidential never repeat the value in a problem
 */
record ScalarType<T>(
        String label,
        String hint,
        boolean confidential,
        Parser<T> parser,
        Function<T, String> printer,
        ObjectNode fragment)
        implements ValueType<T> {

    /** Turns text into a value, or says why that cannot be. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws Unusable;
    }

    @Override
    public Optional<T> read(YamlNode node, Place place) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.nothing()) {
            place.problem(node.at(), place.name() + " expects a single value, not " + node.kind(), hint);
            return Optional.empty();
        }
        return Substitution.of(scalar, place).flatMap(text -> parse(text, scalar.at(), place));
    }

    private Optional<T> parse(Substitution value, Position at, Place place) {
        try {
            return Optional.of(parser.parse(value.text()));
        } catch (Unusable e) {
            String shown = confidential || value.substituted() ? "the value" : Printable.quoted(value.text());
            place.problem(at, place.name() + ": " + shown + " " + e.why(), hint);
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> print(T value) {
        return Optional.of(printer.apply(value));
    }

    /** A number only where it is printed as one: a mode is not. */
    @Override
    public JsonNode literal(T value) {
        String printed = printer.apply(value);
        if (value instanceof Boolean truth) {
            return BooleanNode.valueOf(truth);
        }
        return value instanceof Integer number && printed.equals(number.toString())
                ? IntNode.valueOf(number)
                : TextNode.valueOf(printed);
    }

    @Override
    public ObjectNode schema() {
        return fragment.deepCopy();
    }
}
