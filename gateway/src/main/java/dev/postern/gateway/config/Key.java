package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of the file: the single place that knows its name, type, default and meaning.
 *
 * @param <T> what its value is read into
 * @param fallback what its absence means; null where absence is an error, or a value of its own
 * @param meaning for operators, one line
 */
record Key<T>(
        String name,
        ValueType<T> type,
        Presence presence,
        @Nullable T fallback,
        String meaning) {

    /** What the absence of a key means. */
    enum Presence {
        /** An error. */
        REQUIRED,
        /** The default. */
        DEFAULTED,
        /** Nothing. */
        OPTIONAL,
        /** The same as an empty section. */
        SECTION
    }

    static <T> Key<T> required(String name, ValueType<T> type, String meaning) {
        return new Key<>(name, type, Presence.REQUIRED, null, meaning);
    }

    static <T> Key<T> optional(String name, ValueType<T> type, String meaning) {
        return new Key<>(name, type, Presence.OPTIONAL, null, meaning);
    }

    static <T> Key<T> defaulted(String name, ValueType<T> type, T fallback, String meaning) {
        return new Key<>(name, type, Presence.DEFAULTED, fallback, meaning);
    }

    static Key<Section> section(String name, SectionType type, String meaning) {
        return new Key<>(name, type, Presence.SECTION, null, meaning);
    }

    /** Reads it from {@code section}, into it. */
    void readInto(Section section) {
        Place place = section.place().key(name);
        Optional<YamlNode.Entry> entry = section.entry(this);
        if (entry.isEmpty()) {
            absent(section, place);
        } else {
            present(section, place, entry.get().value());
        }
    }

    private void present(Section section, Place place, YamlNode node) {
        Findings findings = place.reading().findings();
        findings.stands(place.path(), node.at());
        type.read(node, place).ifPresent(value -> {
            section.put(this, value);
            type.print(value).ifPresent(text -> findings.said(place, node.at(), text));
        });
    }

    private void absent(Section section, Place place) {
        if (presence == Presence.REQUIRED) {
            place.problem(section.at(), place.name() + " is missing", "add " + name + ": " + meaning);
        } else if (presence == Presence.SECTION) {
            type.read(YamlNode.Mapping.empty(section.at()), place).ifPresent(value -> section.put(this, value));
        } else if (fallback != null) {
            type.print(fallback).ifPresent(text -> place.reading().findings().defaulted(place, text));
        }
    }

    /** The JSON Schema of its value, with the default and the meaning. */
    ObjectNode schema() {
        ObjectNode schema = type.schema().put("description", meaning);
        if (fallback != null) {
            schema.set("default", type.literal(fallback));
        }
        return schema;
    }
}
