package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Command;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Masters who become other users, app passwords, and peers who ask for other users, with the real doveadm. */
@Acceptance(needs = {Peer.DOVEADM})
class OtherUsersTest {

    /** A user of this machine that nobody else is. */
    private static final String STRANGER = "65534";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Database database;
    private static SampleGateway gateway;
    private static Postern postern;
    private static Doveadm doveadm;
    private static Path login;
    private static Path master;
    private static Path filtered;
    private static Path closed;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        database = workspace.own(Database.ofSampleSite());
        database.execute("""
                CREATE TABLE masters (name text, password text, domain text);
                INSERT INTO masters VALUES ('boss@snorl.ax', '{PLAIN}boss-pw', 'snorl.ax'),
                                           ('far@snorl.ax', '{PLAIN}far-pw', 'elsewhere.test');
                CREATE TABLE passwords (name text, password text, kind text, label text, services text,
                                        used timestamptz, used_for text);
                INSERT INTO passwords VALUES
                    ('user2@snorl.ax', '{PLAIN}main-pw', 'main', NULL, NULL),
                    ('user2@snorl.ax', '{PLAIN}phone-pw', 'app', 'my phone', 'doveadm,imap'),
                    ('user2@snorl.ax', '{PLAIN}printer-pw', 'app', 'printer', 'smtp');
                INSERT INTO users (userid, password, uid, gid, home) VALUES ('nobody@snorl.ax', NULL, 65534, 65534, 'n');
                GRANT SELECT ON masters, passwords TO mailreader;
                DO $$ BEGIN CREATE ROLE clerk LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                GRANT SELECT (name, label), UPDATE (used, used_for) ON passwords TO clerk;
                """);
        login = workspace.path().resolve("auth-login");
        master = workspace.path().resolve("auth-master");
        filtered = workspace.path().resolve("filtered");
        closed = workspace.path().resolve("closed");
        gateway = SampleGateway.of(workspace, database)
                .auth("{failureDelay: 0, masterSeparator: '*', lastUse: {url: '" + database.url()
                        + "', username: clerk, statement: 'UPDATE passwords SET used = now(), used_for = :service"
                        + " WHERE name = :user AND label = :label'}}")
                .listen("auth-login", login)
                .listen("auth-master", master)
                .listen("auth-userdb", filtered, "mode: \"0666\"")
                .listen("auth-userdb", closed, "mode: \"0777\", allowUids: [root]")
                .more("""
                        passdb:
                          query: SELECT password, kind, label, services FROM passwords WHERE name = '%u'
                        masterdb:
                          query: >-
                            SELECT password FROM masters WHERE name = '%u' AND domain = '%{login_user | domain}'
                        """);
        postern = gateway.start().awaitReady();
        doveadm = Doveadm.in(workspace);
    }

    @Test
    void aMasterLogsInAsAnotherAndBothAreKnown() {
        CommandResult answer = doveadm.authLogin(login, master, "user2@snorl.ax*boss@snorl.ax", "boss-pw");
        assertThat(answer.exit()).as("%s %s", answer, postern.log()).isZero();
        assertThat(answer.out())
                .contains("user=user2@snorl.ax", "auth_user=boss@snorl.ax", "master_user=boss@snorl.ax", "uid=5000");
        assertThat(postern.log()).contains("user=user2@snorl.ax", "master=boss@snorl.ax");
    }

    @ParameterizedTest
    @CsvSource({
        // the user's password, a user who is not there, a master of other users, a user who is no master
        "user2@snorl.ax*boss@snorl.ax, main-pw, ''",
        "nobody-here@snorl.ax*boss@snorl.ax, boss-pw, code=authz_fail",
        "user2@snorl.ax*far@snorl.ax, far-pw, ''",
        "user@snorl.ax*user2@snorl.ax, main-pw, ''",
        // a master is no user
        "boss@snorl.ax, boss-pw, ''",
    })
    void nobodyElseDoes(String name, String password, String told) {
        CommandResult answer = doveadm.authTest(gateway.authClient(), name, password);
        assertThat(answer.exit()).as("%s", answer).isEqualTo(77);
        assertThat(answer.out().contains("code=")).isEqualTo(!told.isEmpty());
        assertThat(answer.out()).contains(told);
    }

    @Test
    void anAppPasswordLetsInForItsServicesAndIsNamedInTheLog() {
        assertThat(doveadm.authTest(gateway.authClient(), "user2@snorl.ax", "main-pw")
                        .exit())
                .isZero();
        assertThat(doveadm.authTest(gateway.authClient(), "user2@snorl.ax", "phone-pw")
                        .exit())
                .isZero();
        assertThat(doveadm.authTest(gateway.authClient(), "user2@snorl.ax", "printer-pw")
                        .exit())
                .isEqualTo(77);
        assertThat(postern.log()).contains("app=my\\u0020phone");
        Wait.until("it is noted", LIMIT, () -> used().equals(List.of("my phone for doveadm")), postern::log);
    }

    /** The app passwords that were used, and for what. */
    private static List<String> used() {
        return database.column("SELECT label || ' for ' || used_for FROM passwords WHERE used IS NOT NULL");
    }

    /** Dovecot's own auth-userdb is 0666, and tells a process of the users of its own uid alone. */
    @ParameterizedTest
    @CsvSource({"nobody@snorl.ax, 0", "user2@snorl.ax, 75", "no-such@snorl.ax, 67"})
    void aSocketForEverybodyTellsAStrangerOfItself(String user, int exit) throws IOException {
        assertThat(asStranger("user", "-u", "-a", filtered.toString(), user).exit())
                .isEqualTo(exit);
        assertThat(doveadm.user(filtered, "user2@snorl.ax").exit()).as("root").isZero();
    }

    @Test
    void aSocketForEverybodyListsNothingToAStranger() throws IOException {
        assertThat(asStranger("user", "-a", filtered.toString(), "*").exit()).isNotZero();
        assertThat(doveadm.users(filtered, "*").out()).contains("user2@snorl.ax");
    }

    @Test
    void aListOfUsersKeepsAStrangerOut() throws IOException {
        assertThat(asStranger("user", "-u", "-a", closed.toString(), "nobody@snorl.ax")
                        .exit())
                .isNotZero();
        assertThat(doveadm.user(closed, "nobody@snorl.ax").exit()).as("root").isZero();
        assertThat(postern.log()).contains("in neither allowUids nor allowGids");
    }

    private static CommandResult asStranger(String... words) {
        String[] command = new String[words.length + 6];
        String[] before = {
            "--reuid=" + STRANGER,
            "--regid=" + STRANGER,
            "--clear-groups",
            "doveadm",
            "-c",
            Objects.toString(doveadm.configuration())
        };
        System.arraycopy(before, 0, command, 0, before.length);
        System.arraycopy(words, 0, command, before.length, words.length);
        return Command.of("setpriv", command).run();
    }
}
