package dev.postern.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.dovecot.Doveadm;
import dev.postern.acceptance.dovecot.DovecotAuth;
import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.CommandResult;
import dev.postern.acceptance.machine.Peer;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of an operator's own: what the rows mean to the gateway is what they mean to Dovecot. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class AccountRowsTest {
    private static final String PASSDB =
            "SELECT password, nopassword, password_noscheme, renamed AS \"user\", username,"
                    + " domain FROM logins WHERE name = '%n' AND '%d' = 'd.test'";
    private static final String USERDB = "SELECT home, uid, gid, renamed AS \"user\", username, domain FROM mailboxes"
            + " WHERE address = '%Lu' AND '%n@%d' = '%u' ORDER BY n";

    private static SampleGateway gateway;
    private static DovecotAuth dovecot;
    private static Doveadm doveadm;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.executeFile("/dev/postern/acceptance/account-rows.sql");
        gateway = SampleGateway.of(workspace, database)
                .more("passdb: {query: '%s'}\nuserdb: {query: '%s'}"
                        .formatted(PASSDB.replace("'", "''"), USERDB.replace("'", "''")));
        gateway.start().awaitReady();
        dovecot = DovecotAuth.start(workspace, database, PASSDB, USERDB);
        doveadm = Doveadm.in(workspace);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, pw, 0",
        "plain, other, 77",
        // no row, a row without a password, several rows
        "nobody, pw, 77",
        "null, pw, 77",
        "several, pw, 77",
        // any password, and a password that counts nevertheless
        "any, whatever, 0",
        "any-n, whatever, 0",
        "any-empty, whatever, 0",
        "any-but-pw, pw, 0",
        "any-but-pw, whatever, 77",
        // without a scheme it is the default scheme's, whatever it looks like
        "noscheme, pw, 0",
        "noscheme, other, 77",
        "noscheme-brace, pw, 77",
        // other names
        "user, pw, 0",
        "username, pw, 0",
        "username-at, pw, 0",
        "domain, pw, 0",
        "username-domain, pw, 0",
    })
    void letInWhomDovecotLetsIn(String name, String password, int exit) {
        CommandResult answer = doveadm.authTest(gateway.authClient(), name + "@d.test", password);
        CommandResult reference = doveadm.authTest(dovecot.authClient(), name + "@d.test", password);
        assertThat(reference.exit()).as("%s", reference).isEqualTo(exit);
        assertThat(answer.exit()).as("%s", answer).isEqualTo(exit);
        assertThat(told(answer)).isEqualTo(told(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "several", "nulls", "user", "username", "domain", "nobody", "ONE"})
    void tellOfUsersWhatDovecotTells(String name) {
        CommandResult answer = doveadm.user(gateway.authUserdb(), name + "@d.test");
        CommandResult reference = doveadm.user(dovecot.authUserdb(), name + "@d.test");
        assertThat(answer.exit()).as("%s instead of %s", answer, reference).isEqualTo(reference.exit());
        assertThat(told(answer)).containsExactlyInAnyOrderElementsOf(told(reference));
    }

    /**
     * What a client may rely on: Dovecot also prints empty fields, and the name as it was typed; it leaves out the word
     * {@code temp}, which its own clients take beside the code.
     */
    private static List<String> told(CommandResult answer) {
        return answer.out()
                .lines()
                .filter(line -> !line.isBlank() && !line.contains("original_user=") && !line.equals("  temp"))
                .toList();
    }
}
