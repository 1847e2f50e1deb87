package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.postern.acceptance.dovecot.ImapClient;
import dev.postern.acceptance.dovecot.MailServerTests;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.WallClock;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.smtp.SmtpClient;
import dev.postern.acceptance.wire.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Postern ends, or the kernel denies it descriptors and room on a disk: its limits are lowered while it runs. */
@MailServerTests
class PosternFaultTest {
    private static final String ASK_KIM = "28:virtual-aliases kim@snorl.ax,";
    private static final String KIM = "16:OK user@snorl.ax,";
    private static final ExecutorService CLIENTS = Executors.newCachedThreadPool();

    private static FaultSite site;
    private static Mailboxes mailboxes;
    private static Everybody everybody;
    private static Submission overTcp;
    private static Path snapshot;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        snapshot = workspace.path().resolve("snapshot");
        site = new FaultSite(workspace).patient();
        site.keeping(snapshot);
        mailboxes = Mailboxes.of(workspace, site.gateway);
        everybody = new Everybody(site, mailboxes);
        site.start(workspace);
        mailboxes.start(workspace);
        overTcp = Submission.start(site.mailServer(workspace, "tcp"), "inet:127.0.0.1:" + site.gateway.authPort());
    }

    @AfterAll
    static void sendClientsHome() {
        CLIENTS.shutdownNow();
    }

    private static String newUser() {
        String user = site.newUser();
        awaitRecovery(user);
        return user;
    }

    private static void awaitRecovery(String user) {
        everybody.awaitRecovery(user);
    }

    private static int auth(SmtpClient session, String user) throws IOException {
        return session.authPlain(user, FaultSite.PASSWORD).code();
    }

    /** How many attempts it takes until one is granted. */
    private static int refusals(SmtpClient session, String user) throws IOException {
        int refusals = 0;
        for (int code = auth(session, user); code != 235; code = auth(session, user)) {
            assertThat(code).isEqualTo(454);
            assertThat(++refusals).as(site.postern()::log).isLessThan(5);
        }
        return refusals;
    }

    @ParameterizedTest
    @EnumSource
    void defersWhatItIsAskedWhileItIsGone(Death death) throws Exception {
        String known = newUser();
        try (SmtpClient sending = site.submission().greeted();
                SmtpClient unix = site.submission().greeted();
                SmtpClient tcp = overTcp.greeted();
                ImapClient reading = mailboxes.session(known, FaultSite.PASSWORD)) {
            sending.mailFrom("sender@example.org");
            death.of(site);
            assertThat(auth(unix, known)).isEqualTo(454);
            assertThat(auth(tcp, known)).isEqualTo(454);
            assertThat(sending.rcptTo(FaultSite.anew(known)).code()).isEqualTo(451);
            assertThat(site.userdb(known)).isEqualTo(75);
            assertThat(mailboxes.recipient(known)).isEqualTo(451);
            assertThat(reading.command("SELECT INBOX")).last().asString().startsWith("a OK ");
            Future<String> comer = CLIENTS.submit(() -> mailboxes.login(known, FaultSite.PASSWORD));
            site.startPostern(Map.of());
            assertThat(refusals(unix, known)).as("over a unix socket").isZero();
            assertThat(refusals(tcp, known)).as("over TCP").isLessThanOrEqualTo(1);
            assertThat(sending.rcptTo(FaultSite.anew(site.newUser())).code()).isEqualTo(250);
            new Recovery(site, mailboxes, site.newUser()).await(death, CLIENTS);
            assertThat(reading.command("NOOP")).last().asString().startsWith("a OK ");
            // Dovecot greets nobody before it has its auth service, and has such a client wait for it.
            if (comer.isDone()) {
                assertThat(comer.get()).as("who came meanwhile").matches(Mailboxes.GRANTED_OR_LATER);
            }
        }
    }

    @Test
    void costsAtMostOneLoginMoreWhenItIsKilledInTheMiddleOfOne() throws Exception {
        assertThat(refusalsAfterDeath(site.submission()))
                .as("over a unix socket")
                .isZero();
        // A FIN, which some releases of Postfix notice one AUTH late.
        assertThat(refusalsAfterDeath(overTcp)).as("over TCP").isLessThanOrEqualTo(1);
    }

    /** How many more attempts are in vain than the one that was in flight. */
    private static int refusalsAfterDeath(Submission submission) throws Exception {
        String user = site.newUser();
        try (SmtpClient session = submission.greeted();
                Connection lock = site.database.lock("users")) {
            Future<Integer> inFlight = CLIENTS.submit(() -> auth(session, user));
            site.database.awaitWaiter();
            site.killPostern();
            lock.rollback();
            assertThat(inFlight.get()).isEqualTo(454);
            return refusals(session, user);
        }
    }

    @Test
    @OfFailurePage("its name does not resolve")
    void startsThoughTheNameOfItsDatabaseDoesNotResolve() throws Exception {
        String known = newUser();
        String unasked = site.newUser();
        try (SmtpClient sending = site.submission().greeted();
                SmtpClient unix = site.submission().greeted();
                ImapClient reading = mailboxes.session(known, FaultSite.PASSWORD)) {
            sending.mailFrom("sender@example.org");
            assertThat(sending.rcptTo(known).code()).isEqualTo(250);
            Death.STOPPED.of(site);
            site.unnameDatabase();
            site.startPostern(Map.of());
            site.postern().awaitLog("database state=down, reason=\"there is no address for the host db.site.test", 1);
            everybody.isDeferred(unasked);
            assertThat(auth(unix, unasked)).isEqualTo(454);
            assertThat(auth(unix, known)).isEqualTo(235);
            assertThat(sending.rcptTo(known).code()).isEqualTo(250);
            assertThat(site.userdb(known)).isZero();
            mailboxes.awaitRecovery(known, FaultSite.PASSWORD);
            site.nameDatabase();
            awaitRecovery(unasked);
            assertThat(sending.rcptTo(FaultSite.anew(unasked)).code()).isEqualTo(250);
            assertThat(reading.command("SELECT INBOX")).last().asString().startsWith("a OK ");
        } finally {
            site.nameDatabase();
        }
    }

    @Test
    @OfFailurePage("the wall clock is stepped")
    void noStepOfTheWallClockTakesAnythingAway(Workspace workspace) throws Exception {
        Optional<WallClock> clock = WallClock.in(workspace);
        assumeThat(clock).as("libfaketime is not installed").isPresent();
        try (SteppedSite stepped = SteppedSite.start(everybody, clock.orElseThrow(), snapshot)) {
            stepped.step(Duration.ofHours(1));
            stepped.cutOff();
            stepped.step(Duration.ofHours(-1));
            stepped.restartCutOff();
        }
    }

    private static void limit(String resource, long value) {
        CommandResult done = Command.of(
                        "prlimit",
                        "--pid",
                        Long.toString(site.postern().pid()),
                        "--" + resource + "=" + value + ":" + value)
                .run();
        assertThat(done.exit()).as("%s", done).isZero();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + site.postern().pid() + "/fd"))) {
            return open.count();
        }
    }

    private static RawConnection connect() throws IOException {
        return RawConnection.to(site.gateway.socketmapSocket());
    }

    private static String askKim(RawConnection connection) throws IOException {
        connection.send(ASK_KIM);
        return connection.readUntil(',');
    }

    @Test
    @OfFailurePage("no file descriptors left")
    void withoutDescriptorsItGoesOnWithTheConnectionsThatThereAre() throws Exception {
        String known = newUser();
        List<RawConnection> waiting = new ArrayList<>();
        try (RawConnection standing = connect();
                SmtpClient unix = site.submission().greeted();
                ImapClient reading = mailboxes.session(known, FaultSite.PASSWORD)) {
            assertThat(askKim(standing)).isEqualTo(KIM);
            // This smtpd may have had a connection to a Postern before, and sees only now that it is gone.
            assertThat(unix.authPlain(known, "wrong").code()).isEqualTo(535);
            limit("nofile", descriptors() + 10);
            for (int i = 0; i < 50; i++) {
                waiting.add(connect());
            }
            assertThat(askKim(standing)).isEqualTo(KIM);
            assertThat(auth(unix, known)).isEqualTo(235);
            assertThat(reading.command("SELECT INBOX")).last().asString().startsWith("a OK ");
            Future<Integer> delivery = CLIENTS.submit(() -> mailboxes.recipient(known));
            Future<String> login = CLIENTS.submit(() -> mailboxes.login(known, FaultSite.PASSWORD));
            for (RawConnection connection : waiting.subList(0, 45)) {
                connection.close();
            }
            assertThat(askKim(waiting.get(49))).as("whose turn has come").isEqualTo(KIM);
            assertThat(delivery.get()).isIn(250, 451);
            assertThat(login.get()).matches(Mailboxes.GRANTED_OR_LATER);
        } finally {
            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
        awaitRecovery(known);
        site.killPostern();
    }

    @Test
    @OfFailurePage("disk full")
    void withoutRoomOnTheDiskItServesAndKeepsTheSnapshotBefore(Workspace workspace) throws Exception {
        String known = newUser();
        Death.STOPPED.of(site);
        // The launcher's bash reads it first.
        Path full = workspace.write("full", "ulimit -f 0\n");
        site.startPostern(Map.of("BASH_ENV", full.toString()));
        servesAndKeepsTheSnapshot(known);
        assertThat(site.postern().log()).isEmpty();

        site.startPostern(Map.of());
        site.postern().awaitReady();
        limit("fsize", 1);
        servesAndKeepsTheSnapshot(known);
        site.startPostern(Map.of());
        site.postern().awaitLog("taken over", 1);
    }

    /** Until it is stopped; neither its log nor its snapshot can be written. */
    private static void servesAndKeepsTheSnapshot(String known) throws Exception {
        byte[] before = Files.readAllBytes(snapshot);
        awaitRecovery(known);
        newUser();
        everybody.isRefused("nobody@snorl.ax");
        Death.STOPPED.of(site);
        assertThat(snapshot).hasBinaryContent(before);
        try (Stream<Path> files = Files.list(snapshot.getParent())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("draft"));
        }
    }
}
