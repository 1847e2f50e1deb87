package dev.postern.acceptance.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postfix.MapAnswer;
import dev.postern.acceptance.postfix.Postfix;
import dev.postern.acceptance.postfix.Postmap;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database goes and comes back. */
@Acceptance(needs = {Peer.POSTFIX, Peer.DOVEADM})
class OutageTest {

    /** {@code database.queryTimeout} is 2 s unless said; the rest is for the way through two other processes. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2 + 3);

    /** What cannot be decided is held back like a refusal, by half a second and a bit if the time-out took longer. */
    private static final Duration LOGIN_LIMIT = ANSWER_LIMIT.plusSeconds(1);

    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(5);
    private static final String PASSWORD = "pw";

    private static Database database;
    private static SampleGateway gateway;
    private static Postern postern;
    private static Postmap postmap;
    private static Doveadm doveadm;
    private static List<Submission> submissions;
    private static int users;

    /** Somebody whom nobody has asked for yet, so that no cache knows. */
    private String user = "";

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        gateway = SampleGateway.of(workspace, database);
        postern = gateway.start().awaitReady();
        postmap = Postmap.in(workspace);
        doveadm = Doveadm.in(workspace);
        submissions = List.of(
                Submission.start(Postfix.in(workspace, "unix"), "unix:" + gateway.authClient()),
                Submission.start(Postfix.in(workspace, "inet"), "inet:127.0.0.1:" + gateway.authPort()));
    }

    /** The outage of the test before may have ended for the database and not yet for Postern. */
    @BeforeEach
    void awaitRecovery() throws Exception {
        Wait.until(
                "Postern says that the database is up",
                RECOVERY_LIMIT,
                () -> postern.get("/health/ready").body().contains("database: up"),
                postern::log);
    }

    @BeforeEach
    void addUser() {
        user = "new" + users++ + "@snorl.ax";
        database.execute("INSERT INTO users (userid, password, uid, gid, home) VALUES ('" + user + "', '{PLAIN}"
                + PASSWORD + "', 5000, 5000, 'snorl.ax/mails/new')");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotKnownIsNeverRefused(Outage outage) throws Exception {
        outage.of(database, () -> {
            assertThat(timed(() -> postmap.query(user, gateway.socketmap("virtual-aliases"))))
                    .isInstanceOf(MapAnswer.Failed.class);
            assertThat(postern.get("/health/ready").statusCode()).isEqualTo(200);
            noAddressIsUnknown();
            noPasswordIsWrong();
            newProcessesOfPostfixGreetAndOfferLogins();
            dovecotHearsThatItIsTemporary();
        });
        everythingWorksAgainWithoutARestart();
    }

    private void noAddressIsUnknown() throws Exception {
        for (String table : tables()) {
            assertThat(timed(() -> postmap.query(user, table))).isInstanceOf(MapAnswer.Failed.class);
            assertThat(timed(() -> postmap.query("nobody-" + user, table))).isInstanceOf(MapAnswer.Failed.class);
        }
    }

    private void noPasswordIsWrong() throws Exception {
        for (Submission submission : submissions) {
            assertThat(timed(LOGIN_LIMIT, () -> submission.plain(user, PASSWORD)))
                    .isEqualTo(454);
            assertThat(timed(LOGIN_LIMIT, () -> submission.login(user, PASSWORD)))
                    .isEqualTo(454);
            assertThat(timed(LOGIN_LIMIT, () -> submission.plain(user, "wrong")))
                    .isEqualTo(454);
            assertThat(timed(LOGIN_LIMIT, () -> submission.plain("nobody-" + user, PASSWORD)))
                    .isEqualTo(454);
        }
    }

    private static void newProcessesOfPostfixGreetAndOfferLogins() throws Exception {
        for (Submission submission : submissions) {
            assertThat(timed(submission::offerToNewcomer).lines()).anyMatch(line -> line.startsWith("AUTH "));
        }
    }

    private void dovecotHearsThatItIsTemporary() throws Exception {
        CommandResult lookup = timed(() -> doveadm.user(gateway.authUserdb(), user));
        assertThat(lookup.exit()).as("%s", lookup).isEqualTo(75);
        CommandResult login = timed(LOGIN_LIMIT, () -> doveadm.authTest(gateway.authClient(), user, PASSWORD));
        assertThat(login.out()).as("%s", login).contains("code=temp_fail");
    }

    private void everythingWorksAgainWithoutARestart() throws Exception {
        Wait.until(
                "it answers again",
                RECOVERY_LIMIT,
                () -> postmap.query(user, gateway.socketmap("virtual-aliases")).equals(new MapAnswer.Found(user)),
                postern::log);
        for (Submission submission : submissions) {
            assertThat(submission.plain(user, PASSWORD)).isEqualTo(235);
            assertThat(submission.plain(user, "wrong")).isEqualTo(535);
        }
        assertThat(doveadm.user(gateway.authUserdb(), user).exit()).isZero();
        assertThat(postern.get("/health/ready").body()).contains("database: up");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKnownIsAnsweredAllTheTime(Outage outage) throws Exception {
        MapAnswer known = postmap.query(user, gateway.socketmap("virtual-aliases"));
        assertThat(known).isEqualTo(new MapAnswer.Found(user));
        MapAnswer unknown = postmap.query("nobody-" + user, gateway.socketmap("virtual-mailboxes"));
        assertThat(unknown).isEqualTo(new MapAnswer.NotFound());
        for (Submission submission : submissions) {
            assertThat(submission.plain(user, PASSWORD)).isEqualTo(235);
        }
        outage.of(database, () -> {
            for (String table : tables()) {
                assertThat(timed(() -> postmap.query(user, table))).isEqualTo(known);
            }
            assertThat(timed(() -> postmap.query("nobody-" + user, gateway.socketmap("virtual-mailboxes"))))
                    .isEqualTo(unknown);
            for (Submission submission : submissions) {
                assertThat(timed(LOGIN_LIMIT, () -> submission.plain(user, PASSWORD)))
                        .as("who logged in before still can")
                        .isEqualTo(235);
            }
        });
    }

    private static List<String> tables() {
        return List.of(
                gateway.socketmap("virtual-aliases"), gateway.socketmapInet("virtual-aliases"), gateway.tcpTable());
    }

    private static <T> T timed(Callable<T> question) throws Exception {
        return timed(ANSWER_LIMIT, question);
    }

    private static <T> T timed(Duration limit, Callable<T> question) throws Exception {
        long asked = System.nanoTime();
        T answer = question.call();
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("until %s", answer)
                .isLessThan(limit);
        return answer;
    }
}
