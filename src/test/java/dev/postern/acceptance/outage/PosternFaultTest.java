package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the kernel denies Postern: descriptors, and room on a disk. Its limits are lowered while it runs. */
@Acceptance(needs = Peer.POSTFIX)
class PosternFaultTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ASK_KIM = "28:virtual-aliases kim@snorl.ax,";
    private static final String KIM = "16:OK user@snorl.ax,";

    @AutoClose
    private final Workspace workspace;

    private final SampleGateway gateway;
    private final Path snapshot;

    PosternFaultTest() throws IOException {
        workspace = Workspace.create();
        snapshot = workspace.path().resolve("snapshot");
        gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()))
                .more("cache: {snapshot: " + snapshot + "}");
    }

    private static void limit(Postern postern, String resource, long value) {
        CommandResult done = Command.of(
                        "prlimit", "--pid", Long.toString(postern.pid()), "--" + resource + "=" + value + ":" + value)
                .run();
        assertThat(done.exit()).as("%s", done).isZero();
    }

    private static long descriptors(Postern postern) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + postern.pid() + "/fd"))) {
            return open.count();
        }
    }

    private static String askKim(RawConnection connection) throws IOException {
        connection.send(ASK_KIM);
        return connection.readUntil(',');
    }

    @Test
    void withoutDescriptorsItGoesOnWithTheConnectionsThatThereAre() throws IOException {
        Postern postern = gateway.start().awaitReady();
        List<RawConnection> waiting = new ArrayList<>();
        try (RawConnection standing = RawConnection.to(gateway.socketmapSocket())) {
            assertThat(askKim(standing)).isEqualTo(KIM);
            limit(postern, "nofile", descriptors(postern) + 10);
            for (int i = 0; i < 50; i++) {
                waiting.add(RawConnection.to(gateway.socketmapSocket()));
            }
            assertThat(askKim(standing)).isEqualTo(KIM);
            for (RawConnection connection : waiting.subList(0, 45)) {
                connection.close();
            }
            assertThat(askKim(waiting.get(49))).as("whose turn has come").isEqualTo(KIM);
            assertThat(postern.isAlive()).isTrue();
        } finally {
            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
    }

    @Test
    void withoutRoomOnTheDiskItAnswersAndKeepsTheSnapshotBefore() throws IOException {
        Postmap postmap = Postmap.in(workspace);
        Postern first = gateway.start().awaitReady();
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isInstanceOf(MapAnswer.Found.class);
        assertThat(first.stop()).isZero();
        byte[] before = Files.readAllBytes(snapshot);

        Postern second = gateway.start().awaitReady();
        limit(second, "fsize", 1);
        assertThat(postmap.query("kim@snorl.ax", gateway.socketmap("virtual-aliases")))
                .isInstanceOf(MapAnswer.Found.class);
        assertThat(postmap.query("user2@snorl.ax", gateway.socketmap("virtual-mailboxes")))
                .isInstanceOf(MapAnswer.Found.class);
        assertThat(second.stop())
                .as("neither its log nor its snapshot could be written")
                .isZero();
        assertThat(snapshot).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(workspace.path())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("draft"));
        }
        Postern third = gateway.start();
        Wait.until("it is taken over", LIMIT, () -> third.log().contains("taken over"), third::log);
    }
}
