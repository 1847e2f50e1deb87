package dev.postern.gateway.config;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values of one section. Filled while it is read, then only asked. */
final class Section {

    private final YamlNode.Mapping mapping;
    private final Place place;
    private final Map<String, Object> values = new HashMap<>();

    Section(YamlNode.Mapping mapping, Place place) {
        this.mapping = mapping;
        this.place = place;
    }

    Place place() {
        return place;
    }

    Position at() {
        return mapping.at();
    }

    /** How the file writes {@code key}. */
    Optional<YamlNode.Entry> entry(Key<?> key) {
        return Optional.ofNullable(mapping.entries().get(key.name()));
    }

    /** Whether the key stands in the file, with a good value or a bad one. */
    boolean has(Key<?> key) {
        return entry(key).isPresent();
    }

    <T> void put(Key<T> key, T value) {
        values.put(key.name(), value);
    }

    /** The value that the file gives; empty where it gives none, or a bad one. */
    @SuppressWarnings("unchecked") // put() takes a key's values alone
    <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) values.get(key.name()));
    }

    /** The value or its default: for a section without problems. */
    <T> T get(Key<T> key) {
        return find(key)
                .or(() -> Optional.ofNullable(key.fallback()))
                .orElseThrow(() -> new NoSuchElementException(key.name() + " was read without a value or a problem"));
    }

    /** A problem at the value of {@code key}, or of the whole section where the key is absent. */
    void problem(Key<?> key, String what, String hint) {
        place.problem(entry(key).map(entry -> entry.value().at()).orElse(at()), what, hint);
    }

    /** A piece of the value of {@code key}, for a problem: in quotes, but nothing that came from outside the file. */
    String shown(Key<?> key, String piece) {
        boolean outside =
                entry(key).map(entry -> entry.value().holdsReference()).orElse(false);
        return outside ? "of that name" : Printable.quoted(piece);
    }

    /** Two keys that say the same thing in different ways. */
    void refuseBoth(Key<?> one, Key<?> other) {
        if (has(one) && has(other)) {
            problem(
                    other,
                    place.key(other.name()).name() + " stands beside "
                            + place.key(one.name()).name(),
                    "keep one of them");
        }
    }
}
