package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ./postern} itself, on a fresh copy of the sources in a folder with a blank in its name. */
@Acceptance
class LauncherTest {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final int UNAVAILABLE = 69;

    /** What a build of the program reads. */
    private static final List<String> SOURCES = List.of(
            "postern",
            "pom.xml",
            ".mvn",
            "schema",
            "protocol-socketmap",
            "protocol-dovecot-auth",
            "gateway",
            "src/test/pom.xml",
            "src/test/bench/pom.xml",
            "src/test/fuzz/pom.xml",
            "src/test/dialogs");

    @Test
    void buildsOnceForTwoLaunchesAtOnceAndSaysWhatIsBroken(Workspace workspace) throws IOException {
        Path copy = workspace.folder("a b");
        for (String source : SOURCES) {
            copy(Launcher.ROOT.resolve(source), copy.resolve(source));
        }
        Path link = Files.createSymbolicLink(workspace.path().resolve("link"), copy.resolve("postern"));

        Daemon first = launch(workspace, "first.log", copy.resolve("postern"));
        Daemon second = launch(workspace, "second.log", link);
        assertThat(first.awaitExit(BUILD_LIMIT)).as(first::log).isZero();
        assertThat(second.awaitExit(BUILD_LIMIT)).as(second::log).isZero();
        assertThat(first.log() + second.log()).containsOnlyOnce("Maven downloads");

        Daemon third = launch(workspace, "third.log", link);
        assertThat(third.awaitExit(BUILD_LIMIT)).isZero();
        assertThat(third.log()).isEqualTo("postern 0.1.0\n");

        Files.writeString(copy.resolve("gateway/src/main/java/dev/postern/gateway/Main.java"), "no Java");
        Daemon fourth = launch(workspace, "fourth.log", link);
        assertThat(fourth.awaitExit(BUILD_LIMIT)).as(fourth::log).isEqualTo(UNAVAILABLE);
        assertThat(fourth.log()).contains("Main.java", "postern: the build failed");
    }

    private static Daemon launch(Workspace workspace, String log, Path launcher) throws IOException {
        return workspace.own(Daemon.start(
                workspace.path().resolve(log), Launcher.ENVIRONMENT, List.of(launcher.toString(), "--version")));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (from.endsWith("target")) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        if (Files.isDirectory(from)) {
            try (Stream<Path> entries = Files.list(from)) {
                for (Path entry : entries.toList()) {
                    copy(entry, to.resolve(entry.getFileName()));
                }
            }
        }
    }
}
