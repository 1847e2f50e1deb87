package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stored hashes that are replaced by a login, in a real database by a role of its own. */
@Acceptance(needs = Peer.DOVEADM)
class RehashTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String WRITER = """
            DO $$ BEGIN CREATE ROLE rehasher LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            GRANT SELECT (userid, password), UPDATE (password) ON users TO rehasher;
            """;

    private static final String AUTH =
            "{failureDelay: 0, rehash: {scheme: BLF-CRYPT, url: '%s', username: rehasher, statement:"
                    + " 'UPDATE users SET password = :new WHERE userid = :user AND password = :old'}}";

    @Test
    void aLoginReplacesAWeakerHashAndNothingElse(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.execute(WRITER);
        SampleGateway gateway = SampleGateway.of(workspace, database).auth(AUTH.formatted(database.url()));
        Postern postern = gateway.start();
        postern.awaitReady();
        Doveadm doveadm = Doveadm.in(workspace);
        // in clear text, as challenge mechanisms need it; then a hash that costs less than half of the new one
        assertThat(exit(doveadm, gateway, "user3@snorl.ax", "user3-pw")).isZero();
        assertThat(exit(doveadm, gateway, "user@snorl.ax", "user-pw")).isZero();
        Wait.until(
                "the hash is replaced",
                LIMIT,
                () -> stored(database, "user@snorl.ax").startsWith("{BLF-CRYPT}$2"),
                postern::log);
        String made = stored(database, "user@snorl.ax");
        assertThat(doveadm.pw("-t", made, "-p", "user-pw").exit()).isZero();
        assertThat(exit(doveadm, gateway, "user@snorl.ax", "user-pw")).isZero();
        assertThat(exit(doveadm, gateway, "user@snorl.ax", "user-pw1")).isEqualTo(77);
        assertThat(stored(database, "user3@snorl.ax")).isEqualTo("{PLAIN}user3-pw");
        assertThat(postern.log()).doesNotContain(made).doesNotContain("user-pw");
    }

    private static int exit(Doveadm doveadm, SampleGateway gateway, String user, String password) {
        return doveadm.authTest(gateway.authClient(), user, password).exit();
    }

    private static String stored(Database database, String user) {
        List<String> rows = database.column("SELECT password FROM users WHERE userid = '" + user + "'");
        return rows.get(0);
    }
}
