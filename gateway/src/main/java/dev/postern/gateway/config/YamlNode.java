package dev.postern.gateway.config;

import java.util.List;
import java.util.Map;

/** A piece of the file, and where it stands. */
sealed interface YamlNode {

    Position at();

    /** For people who wrote another kind of node than was expected. */
    String kind();

    /** Whether a part of it may come from the environment, and be a secret. */
    boolean holdsReference();

    /**
     * A single value, as the file writes it: nothing becomes a number on the way, so {@code 0660} keeps its zero.
     *
     * @param nothing the value is missing, {@code null} or {@code ~}, and not quoted
     */
    record Scalar(Position at, String text, boolean nothing) implements YamlNode {
        @Override
        public String kind() {
            return nothing ? "nothing" : "a single value";
        }

        @Override
        public boolean holdsReference() {
            return text.contains("${");
        }

        /** The text may be a secret. */
        @Override
        public String toString() {
            return kind() + " at " + at;
        }
    }

    /** A list. */
    record Sequence(Position at, List<YamlNode> items) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public boolean holdsReference() {
            return items.stream().anyMatch(YamlNode::holdsReference);
        }
    }

    /** Keys with their values, in the order of the file; of a key that stands twice, the first. */
    record Mapping(Position at, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String kind() {
            return "a section of keys";
        }

        @Override
        public boolean holdsReference() {
            return entries.values().stream().anyMatch(entry -> entry.value().holdsReference());
        }

        static Mapping empty(Position at) {
            return new Mapping(at, Map.of());
        }
    }

    /** A key's place and its value. */
    record Entry(Position keyAt, YamlNode value) {}
}
