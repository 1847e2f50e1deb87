package dev.postern.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The description of all keys, for editors and for people. Keys that this version does not act on are left out. */
public final class ConfigReference {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ConfigReference() {}

    /** The JSON Schema of the file (draft 7). */
    public static String jsonSchema() {
        ObjectNode schema = Schema.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", "Postern's configuration");
        schema.setAll(ConfigKeys.FILE.schema());
        schema.set("definitions", Schema.definitions());
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text and numbers has a JSON form", e);
        }
    }

    /** A Markdown table: key, type, default, meaning. */
    public static String markdownTable() {
        StringBuilder table = new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
        addRows("", ConfigKeys.FILE, table);
        return table.toString();
    }

    private static void addRows(String prefix, SectionType section, StringBuilder table) {
        section.keys().forEach(key -> {
            String path = prefix + key.name();
            key.type()
                    .within()
                    .ifPresentOrElse(
                            within -> addRows(path + within.suffix() + ".", within.section(), table),
                            () -> table.append(row(path, key)));
        });
    }

    private static <T> String row(String path, Key<T> key) {
        String type = key.type().label().replace("|", "\\|");
        return "| `" + path + "` | " + type + " | " + absence(key) + " | " + key.meaning() + " |\n";
    }

    private static <T> String absence(Key<T> key) {
        T fallback = key.fallback();
        if (fallback != null) {
            return key.type()
                    .print(fallback)
                    .map(Printable::line)
                    .map(text -> "`" + text + "`")
                    .orElse("");
        }
        return key.presence() == Key.Presence.REQUIRED ? "required" : "";
    }
}
