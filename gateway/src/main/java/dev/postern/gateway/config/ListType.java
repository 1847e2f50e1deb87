package dev.postern.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A list. None of its items may stand in it twice. A bad item is a problem and left out: the rules still see the rest.
 *
 * @param orEmpty whether an empty list means something
 */
record ListType<T>(ValueType<T> item, boolean orEmpty) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(YamlNode node, Place place) {
        if (node instanceof YamlNode.Sequence sequence) {
            return items(sequence, place);
        }
        if (orEmpty && node instanceof YamlNode.Scalar scalar && scalar.nothing()) {
            return Optional.of(List.of());
        }
        place.problem(node.at(), place.name() + " expects a list, not " + node.kind(), "write it in [brackets]");
        return Optional.empty();
    }

    private Optional<List<T>> items(YamlNode.Sequence sequence, Place place) {
        List<T> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlNode node = sequence.items().get(i);
            Place itemPlace = place.item(i);
            place.reading().findings().stands(itemPlace.path(), node.at());
            item.read(node, itemPlace).ifPresent(value -> add(items, value, node.at(), itemPlace));
        }
        if (sequence.items().isEmpty() && !orEmpty) {
            place.problem(sequence.at(), place.name() + " is empty", "name at least one, or leave the key out");
        }
        return Optional.of(items);
    }

    private void add(List<T> items, T value, Position at, Place place) {
        if (items.contains(value)) {
            place.problem(at, place.name() + " stands in the list twice", "keep one of them");
        }
        items.add(value);
    }

    @Override
    public Optional<String> print(List<T> values) {
        if (item.within().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(values.stream()
                .map(value -> item.print(value).orElseThrow())
                .collect(Collectors.joining(", ", "[", "]")));
    }

    @Override
    public JsonNode literal(List<T> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(item.literal(value)));
        return array;
    }

    @Override
    public String label() {
        return "list of " + item.label();
    }

    @Override
    public Optional<Within> within() {
        return item.within().map(within -> new Within("[]" + within.suffix(), within.section()));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Schema.ofType("array").put("uniqueItems", true);
        schema.set("items", item.schema());
        return orEmpty ? schema : schema.put("minItems", 1);
    }
}
