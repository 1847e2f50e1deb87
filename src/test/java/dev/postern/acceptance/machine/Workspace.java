package dev.postern.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one test class, and the owner of what that class starts.
 *
 * <p>Its path is short, because a unix socket's may have 107 bytes; its mode is 0755, because Postfix and Dovecot drop
 * their rights and must still find their files. {@link Acceptance} hands it to a test class.
 */
public final class Workspace implements AutoCloseable {

    /** Not {@code java.io.tmpdir}, which is a long path on some systems. */
    private static final Path SHORTEST = Path.of("/tmp");

    private static final String MODE = "rwxr-xr-x";

    private final Path path;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Thread lastResort = new Thread(this::closeAll, "workspace");

    private Workspace(Path path) {
        this.path = path;
    }

    /** Makes an empty folder. An interrupted JVM still ends what was started there. */
    public static Workspace create() throws IOException {
        Path path = Files.createTempDirectory(SHORTEST, "pt");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
        Workspace workspace = new Workspace(path);
        Runtime.getRuntime().addShutdownHook(workspace.lastResort);
        return workspace;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A folder in it, made when it is not there. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /** Writes a file in it. */
    public Path write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Has {@code resource} closed with this workspace, before all that was handed over earlier. */
    public <T extends AutoCloseable> T own(T resource) {
        owned.push(resource);
        return resource;
    }

    /** Ends what it owns, and deletes the folder. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        closeAll();
    }

    private void closeAll() {
        RuntimeException failures = new IllegalStateException("not everything in " + path + " could be ended");
        while (!owned.isEmpty()) {
            close(owned.pop(), failures);
        }
        close(this::delete, failures);
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    /** One that does not end must not keep the others running. */
    private static void close(AutoCloseable resource, RuntimeException failures) {
        try {
            resource.close();
        } catch (Exception failure) {
            failures.addSuppressed(failure);
        }
    }

    private void delete() throws IOException {
        List<Path> entries;
        try (Stream<Path> tree = Files.walk(path)) {
            entries = tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException vanished) {
            throw vanished.getCause();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
