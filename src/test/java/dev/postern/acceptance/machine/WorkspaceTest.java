package dev.postern.acceptance.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    @Test
    void endsWhatItOwnsInReverseOrderAndLeavesNothing() throws IOException {
        List<String> ended = new ArrayList<>();
        Workspace workspace = Workspace.create();
        workspace.write("a/b", "text");
        workspace.own(() -> ended.add("first"));
        workspace.own(() -> ended.add("second"));
        workspace.close();
        assertThat(ended).containsExactly("second", "first");
        assertThat(workspace.path()).doesNotExist();
    }

    @Test
    void endsEverythingElseWhenOneDoesNotEnd() throws IOException {
        List<String> ended = new ArrayList<>();
        Workspace workspace = Workspace.create();
        workspace.own(() -> ended.add("first"));
        workspace.own(() -> {
            throw new IOException("stuck");
        });
        assertThatThrownBy(workspace::close)
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(ended).containsExactly("first");
    }

    @Test
    void leavesRoomForSocketNames() throws IOException {
        try (Workspace workspace = Workspace.create()) {
            assertThat(workspace.path().toString()).hasSizeLessThan(40);
        }
    }

    @Test
    void endsDaemons() throws IOException {
        Workspace workspace = Workspace.create();
        Path log = workspace.path().resolve("log");
        Daemon daemon = workspace.own(Daemon.start(log, Map.of(), List.of("sh", "-c", "echo ready; exec sleep 100")));
        Wait.until("it prints", Duration.ofSeconds(10), () -> daemon.log().equals("ready\n"));
        workspace.close();
        assertThat(daemon.isAlive()).isFalse();
        assertThat(Files.exists(log)).isFalse();
    }

    @Test
    void runsCommandsWithInputAndReadsAllTheyPrint() {
        CommandResult result =
                Command.of("sh", "-c", "cat; echo no >&2; exit 3").input("ü").run();
        assertThat(result).isEqualTo(new CommandResult(3, "ü", "no\n"));
    }

    @Test
    void endsCommandsThatTakeTooLong() {
        Command endless = Command.of("sleep", "100").limit(Duration.ofMillis(50));
        assertThatThrownBy(endless::run).isInstanceOf(AssertionError.class).hasMessageContaining("sleep");
    }
}
