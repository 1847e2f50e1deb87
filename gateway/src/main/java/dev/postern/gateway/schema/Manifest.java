package dev.postern.gateway.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a preset's {@code manifest.yaml}, as it stands or on top of the one that it extends. */
final class Manifest {
    private static final String EXTENDS = "extends";

    private final String name;
    private final ObjectNode root;

    private Manifest(String name, ObjectNode root) {
        this.name = name;
        this.root = root;
    }

    static Manifest parse(String name, String yaml) {
        try {
            return new Manifest(name, (ObjectNode) new YAMLMapper().readTree(yaml));
        } catch (IOException broken) {
            throw new UncheckedIOException("preset " + name + " does not parse", broken);
        }
    }

    /** The preset that this one changes, if it does not stand by itself. */
    Optional<String> base() {
        return Optional.ofNullable(optional(EXTENDS));
    }

    /** This one's keys over those of {@code base}, as a JSON merge patch (RFC 7386): lists are replaced, null removes. */
    Manifest over(Manifest base) {
        ObjectNode both = patched(base.root, root);
        root.path("relations").properties().forEach(own -> forgetList(both, own.getKey(), own.getValue()));
        return new Manifest(name, both);
    }

    /** Another query has other keys: the list of the one that it replaces would tell of keys that it has that they are not. */
    private static void forgetList(ObjectNode both, String relation, JsonNode own) {
        if (own.has("query") && !own.has("list") && both.path("relations").path(relation) instanceof ObjectNode known) {
            known.remove("list");
        }
    }

    Preset preset() {
        return new Preset(
                name,
                root.path("description").asText(),
                queries("query"),
                queries("list"),
                texts("maps"),
                texts("protecting"),
                optional("passdb"),
                optional("userdb"),
                optional("iterate"),
                new Footprint(list("recognise"), list("requires"), list("provides"), list("indexes"), list("keys")));
    }

    /** This one's own: tables are no more inherited than views. */
    Announces announces() {
        return Announces.of(root);
    }

    private static ObjectNode patched(JsonNode base, ObjectNode patch) {
        ObjectNode result =
                base instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Entry<String, JsonNode> change : patch.properties()) {
            String key = change.getKey();
            JsonNode value = change.getValue();
            if (value.isNull()) {
                result.remove(key);
            } else {
                result.set(key, value instanceof ObjectNode inner ? patched(result.path(key), inner) : value);
            }
        }
        return result;
    }

    /** The relations' queries of one kind, by the relations' names. */
    private Map<String, String> queries(String kind) {
        Map<String, String> queries = new LinkedHashMap<>();
        root.path("relations").properties().stream()
                .filter(relation -> relation.getValue().has(kind))
                .forEach(relation -> queries.put(
                        relation.getKey(), relation.getValue().path(kind).asText()));
        return queries;
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        root.path(key)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private @Nullable String optional(String key) {
        return root.has(key) ? root.path(key).asText() : null;
    }

    private List<String> list(String key) {
        List<String> entries = new ArrayList<>();
        root.path(key).forEach(entry -> entries.add(entry.asText()));
        return entries;
    }
}
