package dev.postern.gateway.schema;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the presets that come with the program. Blocks on the class path; for start-up and commands. */
public final class Presets {
    private static final String ROOT = "/dev/postern/schema/presets";
    private static final String MANIFEST = "manifest.yaml";
    private static final String ROLES = "roles.sql";

    private Presets() {}

    /** The preset of this name. */
    public static Optional<Preset> named(String name) {
        return manifest(name).map(Manifest::preset);
    }

    /** All presets, by name. */
    public static List<Preset> all() {
        return names().stream().map(name -> required(name).preset()).toList();
    }

    /**
     * A file of a preset: {@code views.sql}, {@code sample.sql} … A preset without {@code roles.sql} has that of the one
     * that it extends, because the rights to the same views are the same.
     */
    public static Optional<String> text(String name, String file) {
        return read(name, file)
                .or(() -> file.equals(ROLES) ? base(name).flatMap(base -> text(base, file)) : Optional.empty());
    }

    /**
     * The names by which a preset announces changes: of views and of the owner's tables. Empty if there is no such preset.
     */
    public static Set<String> announced(String name) {
        Set<String> names = new HashSet<>();
        read(name, MANIFEST)
                .ifPresent(yaml ->
                        names.addAll(Manifest.parse(name, yaml).announces().names()));
        named(name)
                .ifPresent(preset -> preset.footprint().provides().stream()
                        .map(column -> column.split("\\.", -1)[1])
                        .forEach(names::add));
        return names;
    }

    /** The functions that all presets announce with. */
    static String announcements() {
        return resource("announce.sql")
                .orElseThrow(() -> new IllegalStateException("the program comes without announce.sql"));
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

    private static Optional<Manifest> manifest(String name) {
        return read(name, MANIFEST).map(yaml -> {
            Manifest own = Manifest.parse(name, yaml);
            return own.base().map(base -> own.over(required(base))).orElse(own);
        });
    }

    private static Manifest required(String base) {
        return manifest(base).orElseThrow(() -> new IllegalStateException("there is no preset " + base));
    }

    private static Optional<String> base(String name) {
        return read(name, MANIFEST).flatMap(yaml -> Manifest.parse(name, yaml).base());
    }

    private static Optional<String> read(String name, String file) {
        return name.matches("[a-z0-9-]+") ? resource(name + "/" + file) : Optional.empty();
    }

    private static Optional<String> resource(String path) {
        try (InputStream in = Presets.class.getResourceAsStream(ROOT + "/" + path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
