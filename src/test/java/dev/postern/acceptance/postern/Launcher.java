package dev.postern.acceptance.postern;

import dev.postern.acceptance.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** {@code ./postern} of this checkout. */
public final class Launcher {

    /** Where this checkout is; Maven says it. */
    public static final Path ROOT = Path.of(Objects.requireNonNull(
            System.getProperty("postern.root"), "postern.root is not set: run these tests with Maven"));

    /** The program runs on the JDK of the tests, whatever else is installed. */
    public static final Map<String, String> ENVIRONMENT = Map.of("JAVA_HOME", System.getProperty("java.home"));

    /** The first start records class data. */
    private static final Duration FIRST_START_LIMIT = Duration.ofMinutes(2);

    private static final Path PATH = prepare();

    private Launcher() {}

    /** The program's path. */
    public static String path() {
        return PATH.toString();
    }

    /** Marks what Maven has just built as built, and runs it once, so that later starts are like an operator's. */
    private static Path prepare() {
        try {
            Path runtime = ROOT.resolve("gateway/target/runtime");
            Path built = runtime.resolve("built");
            Files.write(built, new byte[0]);
            Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Path launcher = ROOT.resolve("postern");
        Command.of(launcher.toString(), "--version")
                .with("JAVA_HOME", System.getProperty("java.home"))
                .limit(FIRST_START_LIMIT)
                .run();
        return launcher;
    }
}
