package dev.postern.gateway.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.postern.gateway.config.YamlNode.Entry;
import dev.postern.gateway.config.YamlNode.Mapping;
import dev.postern.gateway.config.YamlNode.Scalar;
import dev.postern.gateway.config.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML into a tree whose nodes know where they stand. What YAML can do beyond mappings, lists and scalars
 * (aliases, tags, several documents) is refused: read naively, an alias is its own name and a tagged secret is empty.
 */
final class YamlDocument {

    private static final YAMLFactory YAML = new YAMLFactory();

    private final YAMLParser parser;
    private final Problems problems;

    private YamlDocument(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The root of {@code text}, an empty mapping for an empty file. Empty where it is not YAML to its end. */
    static Optional<YamlNode> read(String text, Problems problems) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return Optional.of(new YamlDocument(parser, problems).root());
        } catch (JsonProcessingException e) {
            YamlSyntax.report(e, problems);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    private YamlNode root() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Mapping.empty(Position.START);
        }
        YamlNode root = node(first);
        if (parser.nextToken() != null) {
            problems.add(position(), "a second YAML document begins", "keep one document in the file");
        }
        return root;
    }

    private YamlNode node(@Nullable JsonToken token) throws IOException {
        if (parser.getTypeId() != null) {
            problems.add(position(), "a YAML tag (!) is not supported", "put the value in quotes");
        }
        if (parser.isCurrentAlias()) {
            problems.add(position(), "a YAML alias (*) is not supported", "write the value out, or put it in quotes");
            return new Scalar(position(), "", true);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping();
        }
        return token == JsonToken.START_ARRAY ? sequence() : scalar(token);
    }

    private Mapping mapping() throws IOException {
        Position at = position();
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Position keyAt = position();
            Entry entry = new Entry(keyAt, node(parser.nextToken()));
            Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                problems.add(
                        keyAt,
                        "key " + Printable.quotedName(key) + " stands twice, first in line "
                                + earlier.keyAt().line(),
                        "keep one of them");
            }
        }
        return new Mapping(at, entries);
    }

    private Sequence sequence() throws IOException {
        Position at = position();
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token));
        }
        return new Sequence(at, items);
    }

    private Scalar scalar(@Nullable JsonToken token) throws IOException {
        return new Scalar(position(), parser.getText(), token == JsonToken.VALUE_NULL);
    }

    private Position position() {
        JsonLocation location = parser.currentTokenLocation();
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}
