package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Pieces of JSON Schema (draft 7, which the editors know). */
final class Schema {

    /** Where a reference to an environment variable is defined: it may stand for a value of any type. */
    private static final String SUBSTITUTED = "substituted";

    private Schema() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode ofType(String type) {
        return object().put("type", type);
    }

    /** YAML shows {@code 12345} as a number, even where a password is meant. */
    static ObjectNode text() {
        ObjectNode schema = object();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    /** A text of one form, or one of the alternatives. */
    static ObjectNode pattern(String regex, ObjectNode... alternatives) {
        ObjectNode schema = orSubstituted(ofType("string").put("pattern", "^(?:" + regex + ")$"));
        schema.withArray("anyOf").addAll(List.of(alternatives));
        return schema;
    }

    static ObjectNode oneOf(Collection<String> values) {
        ObjectNode schema = object();
        ArrayNode names = schema.putArray("enum");
        values.forEach(names::add);
        return orSubstituted(schema);
    }

    static ObjectNode orSubstituted(ObjectNode schema) {
        ObjectNode either = object();
        either.putArray("anyOf").add(schema).add(object().put("$ref", "#/definitions/" + SUBSTITUTED));
        return either;
    }

    /** What the references of {@link #orSubstituted} point to. */
    static ObjectNode definitions() {
        ObjectNode definitions = object();
        definitions.set(
                SUBSTITUTED,
                ofType("string")
                        .put("pattern", "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}")
                        .put("description", "replaced by an environment variable"));
        return definitions;
    }
}
