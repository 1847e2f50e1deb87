package dev.postern.gateway.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the presets that come with the program. Blocks on the class path; for start-up and commands. */
public final class Presets {
    private static final String ROOT = "/dev/postern/schema/presets";

    private Presets() {}

    /** The preset of this name. */
    public static Optional<Preset> named(String name) {
        return text(name, "manifest.yaml").map(manifest -> parse(name, manifest));
    }

    /** A file of a preset: {@code sample.sql}, {@code roles.sql} … */
    public static Optional<String> text(String name, String file) {
        if (!name.matches("[a-z0-9-]+")) {
            return Optional.empty();
        }
        try (InputStream in = Presets.class.getResourceAsStream(ROOT + "/" + name + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The names of all presets, sorted. */
    public static List<String> names() {
        URL root = Presets.class.getResource(ROOT);
        if (root == null) {
            throw new IllegalStateException("the program comes without its presets: " + ROOT);
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return folders(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return folders(jar.getPath(ROOT));
            }
        } catch (IOException | URISyntaxException broken) {
            throw new IllegalStateException("cannot list " + root, broken);
        }
    }

    private static List<String> folders(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()).replace("/", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Preset parse(String name, String manifest) {
        ObjectMapper yaml = new YAMLMapper();
        try {
            JsonNode root = yaml.readTree(manifest);
            return new Preset(
                    name,
                    root.path("description").asText(),
                    queries(root.path("relations")),
                    names(root.path("maps")),
                    optional(root, "passdb"),
                    optional(root, "userdb"),
                    optional(root, "iterate"),
                    list(root.path("requires")),
                    list(root.path("keys")));
        } catch (IOException broken) {
            throw new UncheckedIOException("preset " + name + " does not parse", broken);
        }
    }

    private static Map<String, String> queries(JsonNode relations) {
        Map<String, String> queries = new LinkedHashMap<>();
        relations
                .fields()
                .forEachRemaining(field -> queries.put(
                        field.getKey(), field.getValue().path("query").asText()));
        return queries;
    }

    private static Map<String, String> names(JsonNode maps) {
        Map<String, String> names = new LinkedHashMap<>();
        maps.fields()
                .forEachRemaining(
                        field -> names.put(field.getKey(), field.getValue().asText()));
        return names;
    }

    private static @Nullable String optional(JsonNode root, String key) {
        return root.has(key) ? root.path(key).asText() : null;
    }

    private static List<String> list(JsonNode node) {
        List<String> entries = new ArrayList<>();
        node.forEach(entry -> entries.add(entry.asText()));
        return entries;
    }
}
