package dev.postern.acceptance.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postgres.Database;
import dev.postern.acceptance.presets.AccountClient;
import dev.postern.acceptance.presets.PresetSite;
import dev.postern.acceptance.presets.RunningGateway;
import dev.postern.gateway.password.PasswordGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever may no longer log in stops doing so: with the announcement where there are announcements, else with the ttl.
 * Each password has matched before and is remembered, so nothing but the row can stop it.
 */
@Acceptance
class EndedLoginsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration TTL = Duration.ofSeconds(2);

    private static final Login ANN = new Login("ann@example.org", "ann-old");
    private static final Login ANN_LATER = new Login("ann@example.org", "ann-new");
    private static final Login ANNS_PHONE = new Login("ann@example.org", "app-pw");
    private static final Login BOB = new Login("bob@example.org", "bob-pw");
    private static final Login BOBS_SCRIPT = new Login("bob@example.org", "script-pw");
    private static final Login CID = new Login("cid@example.org", "cid-pw");
    private static final Login DOT = new Login("dot@example.org", "dot-pw");

    /** Before any change; all may use imap from where the clients of this test are. */
    private static final List<Login> ALL = List.of(ANN, ANNS_PHONE, BOB, BOBS_SCRIPT, CID, DOT);

    private final Database database = PresetSite.create("canonical");

    /** Who logs in. */
    private record Login(String user, String password) {}

    /**
     * What ends one login.
     *
     * @param others who still log in then
     */
    private record Change(String what, String sql, Login ended, List<Login> others) {}

    private static final List<Change> CHANGES = List.of(
            new Change(
                    "a removed app password",
                    "DELETE FROM app_passwords WHERE label = 'phone'",
                    ANNS_PHONE,
                    List.of(ANN, BOB, BOBS_SCRIPT, CID, DOT)),
            new Change(
                    "a changed password",
                    "UPDATE mailboxes SET password = '" + hash(ANN_LATER.password())
                            + "' WHERE address = 'ann@example.org'",
                    ANN,
                    List.of(ANN_LATER, BOB, BOBS_SCRIPT, CID, DOT)),
            new Change(
                    "a disabled user",
                    "UPDATE mailboxes SET active = false WHERE address = 'cid@example.org'",
                    CID,
                    List.of(BOB, BOBS_SCRIPT, DOT)),
            new Change(
                    "a user who may log in no longer",
                    "UPDATE mailboxes SET nologin = true WHERE address = 'dot@example.org'",
                    DOT,
                    List.of(BOB, BOBS_SCRIPT)),
            new Change(
                    "a service that is taken away",
                    "UPDATE app_passwords SET services = '{smtp}' WHERE label = 'script'",
                    BOBS_SCRIPT,
                    List.of(BOB)),
            new Change("a removed user", "DELETE FROM mailboxes WHERE address = 'bob@example.org'", BOB, List.of()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void announcementsEndThem(Workspace workspace) throws IOException, TimeoutException {
        try (RunningGateway gateway = start(workspace, Duration.ofHours(1)).awaitHearing()) {
            for (Change change : CHANGES) {
                database.execute(change.sql());

                Wait.until(
                        change.what() + " is announced",
                        LIMIT,
                        () -> told(gateway, change.ended()).equals("FAIL"));
                goOn(gateway, change);
            }
        }
    }

    @Test
    void aDomainsSwitchEndsThoseOfAllItsUsers(Workspace workspace) throws IOException, TimeoutException {
        try (RunningGateway gateway = start(workspace, Duration.ofHours(1)).awaitHearing()) {
            database.execute("UPDATE domains SET active = false WHERE domain = 'example.org'");

            for (Login login : ALL) {
                Wait.until("it is announced", LIMIT, () -> told(gateway, login).equals("FAIL"));
            }
        }
    }

    @Test
    void withoutAnnouncementsTheyEndWithTheTtl(Workspace workspace) throws IOException, TimeoutException {
        for (String table : List.of("mailboxes", "app_passwords", "senders")) {
            database.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
        }
        try (RunningGateway gateway = start(workspace, TTL)) {
            CHANGES.forEach(change -> database.execute(change.sql()));

            long changedAt = System.nanoTime();
            Wait.until("the ttl is over", LIMIT, () -> System.nanoTime() - changedAt > TTL.toNanos());
            for (Change change : CHANGES) {
                assertThat(told(gateway, change.ended())).as(change.what()).isEqualTo("FAIL");
            }
            assertThat(told(gateway, ANN_LATER)).isEqualTo("OK");
            assertThat(gateway.meter("postern_announcements_received_total")).isZero();
        }
    }

    /** A site where all log in, and have logged in. */
    private RunningGateway start(Workspace workspace, Duration ttl) throws IOException, TimeoutException {
        database.execute("UPDATE mailboxes SET services = NULL, allow_nets = NULL");
        database.execute(
                "UPDATE mailboxes SET password = '" + hash(ANN.password()) + "' WHERE address = '" + ANN.user() + "'");
        RunningGateway gateway = RunningGateway.start(
                workspace.folder("gateway-of-" + database.name()),
                PresetSite.yaml("canonical", database)
                        + "cache: {ttl: %1$ds, negativeTtl: %1$ds}\n".formatted(ttl.toSeconds()));
        for (Login login : ALL) {
            assertThat(told(gateway, login)).as("%s", login).isEqualTo("OK");
            assertThat(told(gateway, login)).as("%s", login).isEqualTo("OK");
        }
        assertThat(gateway.meter("postern_passwords_remembered_total")).isPositive();
        return gateway;
    }

    private static void goOn(RunningGateway gateway, Change change) throws IOException {
        for (Login other : change.others()) {
            assertThat(told(gateway, other))
                    .as("%s after %s", other, change.what())
                    .isEqualTo("OK");
        }
    }

    /** As a mail server hears it that only authenticates: in a word. */
    private static String told(RunningGateway gateway, Login login) throws IOException {
        try (AccountClient client = gateway.logins()) {
            return client.login("PLAIN", login.user(), login.password(), "service=imap\tnologin\t")
                    .split(" ", 2)[0];
        }
    }

    /** As quickly made as may be, and yet one of those that are remembered. */
    private static String hash(String password) {
        return new PasswordGenerator()
                .generate("SHA512-CRYPT", OptionalInt.of(1000), "", password.getBytes(StandardCharsets.UTF_8));
    }
}
