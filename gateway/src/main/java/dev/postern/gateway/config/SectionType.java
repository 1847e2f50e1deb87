package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A section of keys.
 *
 * @param keys all that it may hold, in the order in which they are printed
 * @param rule reports combinations of keys that cannot be meant; sees sections with problems too
 */
record SectionType(List<Key<?>> keys, Consumer<Section> rule) implements ValueType<Section> {

    static SectionType of(Key<?>... keys) {
        return new SectionType(List.of(keys), section -> {});
    }

    SectionType withRule(Consumer<Section> added) {
        return new SectionType(keys, added);
    }

    @Override
    public Optional<Section> read(YamlNode node, Place place) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(section(mapping, place));
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.nothing()) {
            return Optional.of(section(YamlNode.Mapping.empty(node.at()), place));
        }
        place.problem(
                node.at(), place.name() + " expects a section of keys, not " + node.kind(), "valid here: " + names());
        return Optional.empty();
    }

    private Section section(YamlNode.Mapping mapping, Place place) {
        mapping.entries().forEach((name, entry) -> refuseUnknown(name, entry.keyAt(), place));
        Section section = new Section(mapping, place);
        keys.forEach(key -> key.readInto(section));
        rule.accept(section);
        return section;
    }

    private void refuseUnknown(String name, Position at, Place place) {
        if (keys.stream().noneMatch(key -> key.name().equals(name))) {
            String where = place.path().isEmpty() ? "" : " in " + place.path();
            place.problem(at, "unknown key " + Printable.quotedName(name) + where, suggestion(name));
        }
    }

    private String suggestion(String name) {
        return Nearest.to(name, keys.stream().map(Key::name).toList())
                .map(near -> "did you mean " + near + "?")
                .or(() -> ConfigKeys.sectionsWith(name).map(sections -> "it belongs in " + sections))
                .orElseGet(() -> "valid here: " + names());
    }

    private String names() {
        return String.join(", ", keys.stream().map(Key::name).toList());
    }

    @Override
    public Optional<String> print(Section value) {
        return Optional.empty();
    }

    @Override
    public String label() {
        return "section";
    }

    @Override
    public Optional<Within> within() {
        return Optional.of(new Within("", this));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schema.ofType("object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), key.schema()));
        List<String> required = keys.stream()
                .filter(key -> key.presence() == Key.Presence.REQUIRED)
                .map(Key::name)
                .toList();
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema;
    }
}
