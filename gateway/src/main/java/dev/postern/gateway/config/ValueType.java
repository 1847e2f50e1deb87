package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/**
 * What may stand at a key: how it is read, printed and described.
 *
 * @param <T> what it is read into
 */
interface ValueType<T> {

    /** The value of {@code node}; empty after a problem. */
    Optional<T> read(YamlNode node, Place place);

    /** As a file would write it, a secret masked; empty where its parts are printed key by key. */
    Optional<String> print(T value);

    /** The value as JSON writes it, for a schema's default. */
    default JsonNode literal(T value) {
        return TextNode.valueOf(print(value).orElse(""));
    }

    /** For a table of keys, in a word or two. */
    String label();

    /** The JSON Schema of the node. */
    ObjectNode schema();

    /** The keys within, and what the path to them is called; empty for a value without keys. */
    default Optional<Within> within() {
        return Optional.empty();
    }

    /**
     * The inside of a section, of each item of a list of sections, or of each named section.
     *
     * @param suffix empty, {@code []} or {@code .NAME}
     */
    record Within(String suffix, SectionType section) {}
}
