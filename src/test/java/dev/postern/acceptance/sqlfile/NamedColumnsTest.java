package dev.postern.acceptance.sqlfile;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dovecot and Postern read one file of iRedMail's, whose queries name a column by the service. */
@Acceptance(needs = {Peer.DOVEADM, Peer.DOVECOT_PGSQL})
class NamedColumnsTest {

    private static final String FILE = """
            driver = pgsql
            connect = host=127.0.0.1 port=%d dbname=%s user=%s password='of no use'
            default_pass_scheme = CRYPT
            iterate_query = SELECT username AS user FROM mailbox
            password_query = SELECT mailbox.password, mailbox.allow_nets FROM mailbox, domain \\
                  WHERE mailbox.username='%%u' AND mailbox.%s=1 AND mailbox.active=1 \\
                    AND mailbox.domain=domain.domain AND domain.backupmx=0 AND domain.active=1
            user_query = SELECT LOWER('%%u') AS master_user, mailbox.maildir AS home FROM mailbox, domain \\
                  WHERE mailbox.username='%%u' AND mailbox.%s=1 AND mailbox.active=1 \\
                    AND mailbox.domain=domain.domain AND domain.backupmx=0 AND domain.active=1
            """;

    /** What a mail server may say of a connection: with a column that admits, one that does not, and none at all. */
    private static final List<List<String>> CONNECTIONS = List.of(
            List.of("service=imap"),
            List.of("service=imap", "secured"),
            List.of("service=IMAP", "secured"),
            List.of("service=smtp", "secured"),
            List.of("service=pop3"),
            List.of("service=pop3", "secured"),
            List.of("service=lmtp"),
            List.of("service=quota-status"),
            List.of("service=quota-status", "secured"),
            List.of("service=nothing"),
            List.of("service=imap=1 OR mailbox.enableimap"),
            List.of("service="));

    /** Both at a time: Dovecot holds each refusal back. */
    @ParameterizedTest
    @ValueSource(strings = {"enable%Ls%Lc", "\"enable%Ls%Lc\""})
    @Execution(ExecutionMode.CONCURRENT)
    void answersLikeDovecotForEachService(String column) throws IOException {
        try (Workspace workspace = Workspace.create();
                Database database = Database.empty()) {
            MapFiles.fill(database, "iredmail");
            DovecotAuth dovecot = DovecotAuth.start(
                    workspace,
                    FILE.formatted(database.server().port(), database.name(), Database.READER, column, column));
            SampleGateway gateway = SampleGateway.of(workspace, workspace.own(Database.ofSampleSite()))
                    .database(MapFiles.PATIENCE)
                    .more("dovecotSql: " + dovecot.sqlFile());
            MapFiles.awaitAll(gateway.start());
            Doveadm doveadm = Doveadm.in(workspace);

            Set<String> outcomes = new HashSet<>();
            for (List<String> connection : CONNECTIONS) {
                for (String login : List.of("ann@example.org ann", "bob@example.org bob")) {
                    String[] words = login.split(" ", -1);
                    CommandResult answer = doveadm.authTest(gateway.authClient(), connection, words[0], words[1]);
                    CommandResult expected = doveadm.authTest(dovecot.authClient(), connection, words[0], words[1]);
                    assertThat(outcome(answer))
                            .as("%s %s: %s, Dovecot: %s", connection, login, answer, expected)
                            .isEqualTo(outcome(expected));
                    outcomes.add(outcome(answer));
                }
            }
            assertThat(outcomes).containsExactlyInAnyOrder("admitted", "refused", "undecided");
            for (String service : List.of("imap", "pop3", "lmtp", "quota-status", "indexer-worker", "nothing")) {
                CommandResult answer = doveadm.user(gateway.authUserdb(), service, "ann@example.org");
                CommandResult expected = doveadm.user(dovecot.authUserdb(), service, "ann@example.org");
                assertThat(answer.exit())
                        .as("%s: %s, Dovecot: %s", service, answer, expected)
                        .isEqualTo(expected.exit());
                assertThat(answer.out()).isEqualTo(expected.out());
            }
        }
    }

    /** The exit status alone does not tell a wrong password from a query that failed. */
    private static String outcome(CommandResult login) {
        if (login.exit() == 0) {
            return "admitted";
        }
        return login.out().contains("temp") ? "undecided" : "refused";
    }
}
