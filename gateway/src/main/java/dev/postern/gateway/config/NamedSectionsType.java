package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sections under names of the operator's own choice.
 *
 * @param section what stands under each name
 */
record NamedSectionsType(SectionType section) implements ValueType<Map<String, Section>> {

    /** A dot would clash with {@code NAME.exact}; a blank ends a map's name on the wire. */
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    @Override
    public Optional<Map<String, Section>> read(YamlNode node, Place place) {
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, Section> sections = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((name, entry) -> named(name, entry, place).ifPresent(value -> sections.put(name, value)));
            return Optional.of(sections);
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.nothing()) {
            return Optional.of(Map.of());
        }
        place.problem(node.at(), place.name() + " expects names, not " + node.kind(), "write NAME: {…} below it");
        return Optional.empty();
    }

    private Optional<Section> named(String name, YamlNode.Entry entry, Place place) {
        if (!NAME_PATTERN.matcher(name).matches()) {
            place.problem(
                    entry.keyAt(),
                    Printable.quotedName(name) + " is no name for one of " + place.name(),
                    "use letters, digits, - and _");
            return Optional.empty();
        }
        Place own = place.key(name);
        place.reading().findings().stands(own.path(), entry.keyAt());
        return section.read(entry.value(), own);
    }

    @Override
    public Optional<String> print(Map<String, Section> value) {
        return Optional.empty();
    }

    @Override
    public String label() {
        return "sections by name";
    }

    @Override
    public Optional<Within> within() {
        return Optional.of(new Within(".NAME", section));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schema.ofType("object").put("additionalProperties", false);
        schema.putObject("patternProperties").set("^" + NAME + "$", section.schema());
        return schema;
    }
}
