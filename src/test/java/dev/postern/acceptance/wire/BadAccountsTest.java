package dev.postern.acceptance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of accounts that nobody should have stored: mail servers must not hear what would mislead them. */
@Acceptance
class BadAccountsTest {
    private static final String ROWS = """
            CREATE TABLE bad_accounts (
                name text, nologin text, reason text, proxy text, host text, user_x text, renamed text, uid text,
                home text);
            INSERT INTO bad_accounts (name, nologin) VALUES
                ('nologin', 'y'), ('nologin-no', 'no'), ('nologin-empty', '');
            INSERT INTO bad_accounts (name, proxy, host) VALUES
                ('proxy', 'y', '192.0.2.9'), ('proxy-name', 'y', 'imap.example.org'), ('proxy-alone', 'y', NULL),
                ('host-alone', NULL, '192.0.2.9');
            INSERT INTO bad_accounts (name, nologin, reason) VALUES ('reason', 'y', E'a\\tproxy\\nOK\\t1\\x01r');
            INSERT INTO bad_accounts (name, user_x) VALUES
                ('field', E'a\\tnologin\\nFAIL\\t1\\r\\x01'),
                ('long', repeat('x', 20000)), ('longest', repeat('x', 16000));
            INSERT INTO bad_accounts (name, renamed) VALUES
                ('renamed-tab', E'a\\tnologin'), ('renamed-line', E'a\\nOK'), ('renamed-empty', ''),
                ('renamed-blank', ' ');
            INSERT INTO bad_accounts (name, uid, home) VALUES
                ('home', '5000', E'/h\\tuid=0\\nUSER\\t1\\x01'), ('home-8000', '5000', '/' || repeat('x', 8000)),
                ('home-9000', '5000', '/' || repeat('x', 9000)), ('home-none', '5000', NULL);
            GRANT SELECT ON bad_accounts TO mailreader;
            """;

    private static final String QUERIES = """
            passdb:
              query: >-
                SELECT '{PLAIN}pw' AS password, nologin, reason, proxy, host, user_x, renamed AS "user"
                FROM bad_accounts WHERE name = '%u'
            userdb:
              query: SELECT uid, home, renamed AS "user" FROM bad_accounts WHERE name = '%u'
            """;

    private static Path sockets;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        Database database = workspace.own(Database.ofSampleSite());
        database.execute(ROWS);
        SampleGateway gateway = SampleGateway.of(workspace, database)
                .auth("{failureDelay: 0, penalty: {max: 0}}")
                .listen("auth-login", workspace.path().resolve("auth-login"))
                .more(QUERIES);
        gateway.start().awaitReady();
        sockets = workspace.path();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // words that mean nothing to Dovecot 2.3 with a value, and then let in
                "nologin       | OK\\t1\\tuser=nologin\\tnologin",
                "nologin-no    | OK\\t1\\tuser=nologin-no\\tnologin",
                "nologin-empty | OK\\t1\\tuser=nologin-empty\\tnologin",
                "proxy         | OK\\t1\\tuser=proxy\\tproxy\\thost=192.0.2.9\\tpass=pw",
                // half a proxy, of which its login process dies
                "proxy-name    | FAIL\\t1\\tuser=proxy-name\\ttemp\\tcode=temp_fail",
                "proxy-alone   | FAIL\\t1\\tuser=proxy-alone\\ttemp\\tcode=temp_fail",
                // what could be taken for more fields, or for another line
                "reason        | OK\\t1\\tuser=reason\\tnologin\\treason=a\\x01tproxy\\x01nOK\\x01t1\\x011r",
                "field         | OK\\t1\\tuser=field\\tuser_x=a\\x01tnologin\\x01nFAIL\\x01t1\\x01r\\x011",
                // a name that is none
                "renamed-tab   | FAIL\\t1\\tuser=renamed-tab\\ttemp\\tcode=temp_fail",
                "renamed-line  | FAIL\\t1\\tuser=renamed-line\\ttemp\\tcode=temp_fail",
                "renamed-empty | FAIL\\t1\\tuser=renamed-empty\\ttemp\\tcode=temp_fail",
                "renamed-blank | FAIL\\t1\\tuser=renamed-blank\\ttemp\\tcode=temp_fail",
                // no longer than anybody reads
                "longest       | OK\\t1\\tuser=longest\\tuser_x=x{16000}",
                "long          | FAIL\\t1\\tuser=long\\ttemp\\tcode=temp_fail",
            })
    void loginsTellNothingElse(String name, String reply) throws IOException {
        try (RawConnection connection = RawConnection.to(sockets.resolve("auth-login"))) {
            String plain = "\0" + name + "\0pw";
            connection.send("VERSION\t1\t2\nCPID\t4711\nAUTH\t1\tPLAIN\tservice=imap\tresp="
                    + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "\n");
            String line = connection.readUntil('\n');
            while (!line.matches("(OK|FAIL)\t.*\n")) {
                line = connection.readUntil('\n');
            }
            assertThat(line).matches(reply + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "home          | USER\\t1\\thome\\tuid=5000\\thome=/h\\x01tuid=0\\x01nUSER\\x01t1\\x011",
                "home-8000     | USER\\t1\\thome-8000\\tuid=5000\\thome=/x{8000}",
                // longer than Dovecot's clients read
                "home-9000     | FAIL\\t1\\treason=reply too long",
                "home-none     | USER\\t1\\thome-none\\tuid=5000",
                // a name that is none
                "renamed-tab   | FAIL\\t1",
                "renamed-line  | FAIL\\t1",
                "renamed-empty | FAIL\\t1",
                "renamed-blank | FAIL\\t1",
            })
    void lookUpsTellNothingElse(String name, String reply) throws IOException {
        try (RawConnection connection = RawConnection.to(sockets.resolve("auth-userdb"))) {
            connection.send("VERSION\t1\t0\nUSER\t1\t" + name + "\tservice=lmtp\n");
            connection.readUntil('\n');
            connection.readUntil('\n');
            assertThat(connection.readUntil('\n')).matches(reply + "\n");
        }
    }
}
