package dev.postern.acceptance.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthCommandTest {

    private static Database database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() {
        database = Database.ofSampleSite();
        database.execute("""
                CREATE TABLE logins (
                    name text, password text, nopassword text, allow_nets text, nologin text, reason text, proxy text,
                    host text, pass text, "user" text);
                INSERT INTO logins (name, password) VALUES
                    ('plain@a.test', '{PLAIN}secret'), ('other@a.test', '{PLAIN}other'), ('none@a.test', NULL), ('bad@a.test', '{CRYPT}hush'),
                    ('unknown@a.test', '{NOPE}hush'), ('weak@a.test', '{PLAIN-MD5}5ebe2294ecd0e0f08eab7690d2a6ee69'),
                    ('two@a.test', '{PLAIN}secret'), ('two@a.test', '{PLAIN}secret');
                INSERT INTO logins (name, password, allow_nets) VALUES ('net@a.test', '{PLAIN}secret', '192.0.2.0/24');
                INSERT INTO logins (name, password, nologin, reason)
                    VALUES ('off@a.test', '{PLAIN}secret', 'y', E'Account\\nclosed');
                INSERT INTO logins (name, password, proxy, host, pass)
                    VALUES ('far@a.test', '{PLAIN}secret', 'y', '192.0.2.7', 'hush');
                INSERT INTO logins (name, password, proxy) VALUES ('half@a.test', '{PLAIN}secret', 'y');
                INSERT INTO logins (name, nopassword) VALUES ('open@a.test', 'y');
                INSERT INTO logins (name, password, "user") VALUES ('old@a.test', '{PLAIN}secret', 'new@a.test');
                GRANT SELECT ON logins TO mailreader;
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    private Run auth(String password, String more, String... arguments) throws IOException {
        String yaml = """
                database: {url: "%s", username: mailreader, queryTimeout: 7s}
                passdb:
                  query: >-
                    SELECT password, nopassword, allow_nets, nologin, reason, proxy, host, pass, "user" FROM logins
                    WHERE name = '%%u'
                """.formatted(database.url());
        return auth(yaml + more, password, List.of(arguments));
    }

    private Run auth(String yaml, String password, List<String> arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml);
        String[] words = Stream.concat(Stream.of("auth", "-c", file.toString()), arguments.stream())
                .toArray(String[]::new);
        return Run.reading(password, words);
    }

    @Test
    void saysWhoIsGrantedByWhichSchemeAndFromWhere() throws IOException {
        Run run = auth("secret\n", "", "Old@A.test");

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("granted: new@a.test"),
                        line -> assertThat(line).isEqualTo("scheme: PLAIN"),
                        line -> assertThat(line)
                                .startsWith("source: passdb.query (")
                                .contains("postern.yaml:3)"));
    }

    @Test
    void showsTheFieldsThatGoOutButNoSecret() throws IOException {
        Run run = auth("secret\n", "", "far@a.test", "--service", "imap");

        assertThat(run.out().lines()).contains("field: proxy=y", "field: pass=****");
        assertThat(run.out() + run.err()).doesNotContain("hush", "secret");
    }

    @Test
    void namesThePresetAsTheSource() throws IOException {
        String yaml = """
                database: {url: "%s", username: mailreader, queryTimeout: 7s}
                schema: views
                """.formatted(database.url());

        Run run = auth(yaml, "wrong\n", List.of("nobody@snorl.ax"));

        assertThat(run.exitCode()).isEqualTo(77);
        assertThat(run.err()).contains("unknown-user", "passdb of the preset views", "postern.yaml:2");
    }

    // Who is let in.
    @ParameterizedTest
    @CsvSource({
        "plain@a.test, ''",
        "open@a.test, ''",
        "weak@a.test, ''",
        "net@a.test, --remote=192.0.2.7",
        "far@a.test, --service=imap",
    })
    void grants(String user, String option) throws IOException {
        Run run = option.isEmpty() ? auth("secret\n", "", user) : auth("secret\n", "", user, option);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).startsWith("granted: " + user);
    }

    // Who is not, and what an operator reads of it.
    @ParameterizedTest
    @CsvSource({
        "nobody@a.test, 77, unknown-user",
        "x y@a.test, 77, auth.usernameChars",
        "other@a.test, 77, it does not match what is stored (PLAIN)",
        "none@a.test, 77, no password",
        "bad@a.test, 77, no password can match what is stored",
        "net@a.test, 77, 192.0.3.7",
        "off@a.test, 77, 'nologin, reason: Account?closed'",
        "far@a.test, 77, elsewhere",
        "half@a.test, 75, proxies without an address",
        "unknown@a.test, 75, names no scheme",
        "two@a.test, 75, rows",
    })
    void refuses(String user, int exitCode, String why) throws IOException {
        refused(auth("secret\n", "", user, "--remote", "192.0.3.7"), exitCode, why);
    }

    private static void refused(Run run, int exitCode, String why) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("postern: ")
                .contains(why)
                .doesNotContain("hush", "secret");
    }

    @Test
    void refusesWhatTheConfigurationRefuses() throws IOException {
        refused(
                auth("secret\n", "auth: {requireSecured: true}\n", "plain@a.test", "--remote", "192.0.2.7"),
                77,
                "--secured");
        refused(auth("secret\n", "auth: {refuseWeak: true}\n", "weak@a.test"), 75, "auth.refuseWeak");
        assertThat(auth(
                                "secret\n",
                                "auth: {requireSecured: true}\n",
                                "plain@a.test",
                                "--remote",
                                "192.0.2.7",
                                "--secured")
                        .exitCode())
                .isZero();
    }

    @Test
    void refusesNamesThatAreTooLongAndPasswordsThatCannotBe() throws IOException {
        refused(auth("secret\n", "", "a".repeat(300) + "@a.test"), 77, "255");
        refused(auth("x".repeat(600), "", "plain@a.test"), 77, "511");
        refused(auth("", "", "plain@a.test"), 65, "no password was given");
        refused(auth("secr\0et\n", "", "plain@a.test"), 65, "NUL");
        assertThat(auth("secret\n", "", "plain@a.test", "--remote", "somewhere").exitCode())
                .isEqualTo(64);
    }

    @Test
    void anOutageIsTemporary() throws IOException {
        String yaml = """
                database: {url: "jdbc:postgresql://127.0.0.1:%d/mails"}
                schema: views
                """.formatted(Ports.free());

        refused(auth(yaml, "secret\n", List.of("plain@a.test")), 75, "it cannot be told");
    }

    @Test
    void aConfigurationWithoutLoginsIsWrong() throws IOException {
        String yaml = """
                database: {url: "%s"}
                maps: {one: {kind: exact, query: "SELECT 1 WHERE '%%s' = ''"}}
                """.formatted(database.url());

        refused(auth(yaml, "secret\n", List.of("plain@a.test")), 78, "passdb.query");
    }
}
