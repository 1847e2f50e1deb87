package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Daemon;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./postern demo}, as README tells a newcomer to start it. */
@Acceptance(needs = {Peer.POSTMAP, Peer.DOVEADM})
class DemoTest {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int[] PORTS = {4523, 4524, 4525, 4580};

    /** A command to try, many blanks, and what to expect: the form of the demo's own list. */
    private static final Pattern TO_TRY =
            Pattern.compile("^ +((?:postmap|doveadm) .*?) {2,}(\\S.*)$", Pattern.MULTILINE);

    @AutoClose
    private final Workspace workspace;

    DemoTest() throws IOException {
        workspace = Workspace.create();
    }

    @BeforeEach
    void portsAreFree() {
        assumeFalse(
                IntStream.of(PORTS).anyMatch(Ports::answers),
                "one of the demo's ports 4523, 4524, 4525, 4580 is taken; stop what listens there");
    }

    @Test
    void answersAsItSays() throws IOException {
        Daemon demo = start("answers");
        Matcher lines = TO_TRY.matcher(demo.log());
        int tried = 0;
        while (lines.find()) {
            CommandResult result = Command.of("sh", "-c", lines.group(1)).run();
            assertThat(meets(result, lines.group(2)))
                    .as("%s%n%s", lines.group(), result)
                    .isTrue();
            tried++;
        }
        assertThat(tried).isGreaterThanOrEqualTo(8);
        assertThat(demo.stop()).isZero();
    }

    /** Whether a process is gone, or only waits for an init that does not collect it. */
    private static boolean hasEnded(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/stat");
        return !process.isAlive()
                || !Files.exists(status)
                || Files.readString(status).contains(") Z ");
    }

    @Test
    void leavesNothingBehindOnCtrlC() throws IOException {
        Daemon demo = start("ctrl-c");
        Path folder = workspace.path().resolve("ctrl-c");
        ProcessHandle database = database(folder);
        Command.of("sh", "-c", "kill -INT " + demo.pid()).run();
        assertThat(demo.awaitExit(START_LIMIT)).isZero();
        Wait.until("the end of the demo's database", START_LIMIT, () -> hasEnded(database));
        for (String socket : List.of("socketmap", "auth-client", "auth-userdb")) {
            assertThat(folder.resolve(socket)).doesNotExist();
        }
        assertThat(IntStream.of(PORTS)).noneMatch(Ports::answers);
    }

    @Test
    void cleansUpWhatAKilledRunLeftBehind() throws IOException {
        Daemon killed = start("killed");
        ProcessHandle database = database(workspace.path().resolve("killed"));
        killed.kill();
        assertThat(hasEnded(database)).isFalse();
        Daemon next = start("killed");
        Wait.until("the end of the killed run's database", START_LIMIT, () -> hasEnded(database));
        assertThat(next.stop()).isZero();
    }

    @Test
    void saysInOneLineWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORTS[1]));
            Daemon demo = launch("taken");
            assertThat(demo.awaitExit(START_LIMIT)).isNotZero();
            assertThat(demo.log().lines().filter(line -> line.startsWith("postern: ")))
                    .singleElement()
                    .asString()
                    .contains("4524", "taken");
        }
    }

    private Daemon start(String folder) throws IOException {
        Daemon demo = launch(folder);
        Wait.until(
                "the demo says what to try, or ends",
                START_LIMIT,
                () -> !demo.isAlive() || demo.log().contains("smtpd_sasl_path"),
                demo::log);
        assertThat(demo.isAlive()).as(demo::log).isTrue();
        return demo;
    }

    private Daemon launch(String folder) throws IOException {
        return workspace.own(Daemon.start(
                workspace.path().resolve(folder + ".log"),
                Launcher.ENVIRONMENT,
                List.of(
                        Launcher.path(),
                        "demo",
                        "--folder",
                        workspace.path().resolve(folder).toString())));
    }

    private static ProcessHandle database(Path folder) throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** "(nothing, exit 1)", "auth failed, exit 77", "uid, gid, home": each word that is no exit code is in the output. */
    private static boolean meets(CommandResult result, String expected) {
        Matcher exit = Pattern.compile(",? ?exit ([0-9]+)").matcher(expected);
        int code = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
        String words = exit.reset().replaceAll("").replaceAll("[()]|nothing", "");
        return result.exit() == code
                && Pattern.compile(", ").splitAsStream(words).allMatch(result.out()::contains);
    }
}
