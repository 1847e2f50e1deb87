package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import dev.postern.gateway.directory.sql.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Postern starts while its database is away, and knows what the process before knew. */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class RestartTest {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(5);

    /** The log waits a second, in which nothing stale was served. */
    private static final Duration LOG_LIMIT = Duration.ofSeconds(30);

    private static final String KNOWN = "user@snorl.ax";
    private static final String UNASKED = "nobody@snorl.ax";

    @AutoClose
    private final Workspace workspace;

    private final Database database;
    private final Wire wire;
    private final Path snapshot;
    private final SampleGateway gateway;
    private final Postmap postmap;
    private final Doveadm doveadm;

    RestartTest() throws IOException {
        workspace = Workspace.create();
        database = workspace.own(Database.ofSampleSite());
        wire = workspace.own(new Wire(database.server().port()));
        snapshot = workspace.path().resolve("snapshot");
        gateway = SampleGateway.of(workspace, wire.url(database.name())).more("cache: {snapshot: " + snapshot + "}");
        postmap = Postmap.in(workspace);
        doveadm = Doveadm.in(workspace);
    }

    private MapAnswer mailbox(String user) {
        return postmap.query(user, gateway.socketmap("virtual-mailboxes"));
    }

    private Postern startWithoutDatabase() throws IOException {
        Postern postern = gateway.start();
        assertThat(postern.get("/health/ready").statusCode()).as(postern.log()).isEqualTo(200);
        assertThat(postern.get("/health/ready").body()).contains("database: down");
        return postern;
    }

    private void servesWhatIsKnownAndRefusesNobody(Submission submission) throws IOException {
        assertThat(mailbox(KNOWN)).isInstanceOf(MapAnswer.Found.class);
        assertThat(mailbox(UNASKED)).isInstanceOf(MapAnswer.Failed.class);
        assertThat(submission.plain(KNOWN, "user-pw")).isEqualTo(235);
        assertThat(submission.plain(KNOWN, "wrong")).isEqualTo(454);
        assertThat(submission.plain(UNASKED, "user-pw")).isEqualTo(454);
        assertThat(doveadm.user(gateway.authUserdb(), KNOWN).exit()).isZero();
        assertThat(doveadm.user(gateway.authUserdb(), UNASKED).exit()).isEqualTo(75);
    }

    @Test
    @OfFailurePage("started while the database is away")
    void knowsWhatTheProcessBeforeKnewHoweverItEnded() throws Exception {
        Postern first = gateway.start().awaitReady();
        Submission submission = Submission.start(Postfix.in(workspace, "mta"), "unix:" + gateway.authClient());
        assertThat(mailbox(KNOWN)).isInstanceOf(MapAnswer.Found.class);
        assertThat(submission.plain(KNOWN, "user-pw")).isEqualTo(235);
        assertThat(doveadm.user(gateway.authUserdb(), KNOWN).exit()).isZero();
        assertThat(first.stop()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshot)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(snapshot, StandardCharsets.ISO_8859_1)).contains(KNOWN);

        wire.close(true);
        Postern second = startWithoutDatabase();
        servesWhatIsKnownAndRefusesNobody(submission);
        second.kill();

        Postern third = startWithoutDatabase();
        servesWhatIsKnownAndRefusesNobody(submission);
        database.execute("UPDATE users SET password = '{PLAIN}changed' WHERE userid = '" + KNOWN + "'");
        wire.open();
        Wait.until(
                "the database decides again",
                RECOVERY_LIMIT,
                () -> submission.plain(KNOWN, "changed") == 235,
                third::log);
        assertThat(submission.plain(KNOWN, "user-pw"))
                .as("the old password is dead")
                .isEqualTo(535);
        assertThat(mailbox(UNASKED)).isEqualTo(new MapAnswer.NotFound());
        assertThat(third.log()).contains("taken over").contains("stale answers begin");
        AtomicInteger asked = new AtomicInteger();
        Wait.until("the log says that it is over", LOG_LIMIT, () -> {
            mailbox("nobody" + asked.incrementAndGet() + "@snorl.ax");
            return third.log().contains("stale answers ended");
        });
        Wait.until(
                "what has changed is on the disk",
                LOG_LIMIT,
                () -> Files.readString(snapshot, StandardCharsets.ISO_8859_1).contains("{PLAIN}changed"));
        third.kill();

        wire.close(true);
        startWithoutDatabase();
        assertThat(submission.plain(KNOWN, "user-pw"))
                .as("the old password stays dead, though nobody can be asked")
                .isEqualTo(454);
        assertThat(submission.plain(KNOWN, "changed")).isEqualTo(235);
    }

    @Test
    void usesNoFileThatIsDamagedOrOfOtherQueries() throws IOException {
        Postern first = gateway.start().awaitReady();
        assertThat(mailbox(KNOWN)).isInstanceOf(MapAnswer.Found.class);
        assertThat(first.stop()).isZero();
        byte[] whole = Files.readAllBytes(snapshot);
        wire.close(true);

        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(snapshot, damaged);
        startsKnowingNothing("its checksum is wrong; kept as snapshot.damaged-");

        Files.createFile(snapshot, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(snapshot, whole);
        gateway.more("cache: {snapshot: " + snapshot + "}\nmaps: {virtual-mailboxes: {query: \"SELECT '%s'\"}}");
        startsKnowingNothing("it belongs to another database, schema or set of queries; kept as snapshot.foreign-");
    }

    private void startsKnowingNothing(String reason) throws IOException {
        Postern postern = gateway.start();
        assertThat(postern.log()).contains(reason);
        assertThat(postern.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(mailbox(KNOWN)).isInstanceOf(MapAnswer.Failed.class);
        assertThat(postern.stop()).isZero();
        assertThat(snapshot).as("nothing was learnt, nothing is written").doesNotExist();
    }
}
