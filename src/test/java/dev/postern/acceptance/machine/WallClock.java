package dev.postern.acceptance.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a JVM, for a test to step: no test may step the machine's. libfaketime answers the JVM's calls; the
 * monotonic clock stays as it is, as it does when a machine's clock is stepped.
 */
public final class WallClock {

    /** Where Debian has a folder for each architecture. */
    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final String library;
    private final Path offset;

    private WallClock(String library, Path offset) throws IOException {
        this.library = library;
        this.offset = offset;
        step(Duration.ZERO);
    }

    /** One that is right so far; empty where libfaketime is not installed. */
    public static Optional<WallClock> in(Workspace workspace) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu*")) {
            for (Path folder : folders) {
                Path library = folder.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(
                            new WallClock(library.toString(), workspace.path().resolve("offset")));
                }
            }
        }
        return Optional.empty();
    }

    /** What a program is started with that is to have this clock. */
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library,
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                // In seconds. Unless the file is looked at this seldom, each question for the time opens it.
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Its remedy for an old glibc has every wait of a JVM end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                // Times of files are compared with each other, and stay.
                "NO_FAKE_STAT", "1");
    }

    /** Has it be so far ahead of the machine's, or behind; who has it sees that within a second or so. */
    public void step(Duration ahead) throws IOException {
        Path draft = Files.writeString(offset.resolveSibling("offset.draft"), "%+d%n".formatted(ahead.toSeconds()));
        Files.move(draft, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
