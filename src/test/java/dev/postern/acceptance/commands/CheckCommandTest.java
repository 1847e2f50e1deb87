package dev.postern.acceptance.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @AutoClose
    private final Database database = Database.ofSampleSite();

    @TempDir
    private Path folder;

    private Run check(String more) throws IOException {
        String yaml = """
                database:
                  url: %s
                  username: %s
                schema: views
                listeners:
                  - {protocol: socketmap, address: "inet:127.0.0.1:4524"}
                """.formatted(database.url(), Database.READER);
        Path file = Files.writeString(folder.resolve("postern.yaml"), yaml + more);
        return Run.of("check", "-c", file.toString());
    }

    @Test
    void isContentWithTheSampleSite() throws IOException {
        Run run = check("");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("the file is in order", "11 queries can be asked", "it looks like views", "users.userid");
    }

    @Test
    void namesAllThatThePresetLacks() throws IOException {
        database.execute("""
                ALTER TABLE users DROP COLUMN password;
                REVOKE SELECT ON postfix_virtual FROM mailreader;
                DROP TABLE transport CASCADE;
                """);

        Run run = check("");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .allMatch(line -> line.contains("postern.yaml:4:9: schema: "))
                .satisfiesExactly(
                        line -> assertThat(line).contains("transport.domain", "no table or view transport"),
                        line -> assertThat(line).contains("users.password", "column is missing"),
                        line -> assertThat(line).contains("no table or view postfix_mailboxes"),
                        line -> assertThat(line).contains("GRANT SELECT ON postfix_virtual TO mailreader"));
    }

    private Path mapFile(String name, Database of, String query) throws IOException {
        return Files.writeString(
                folder.resolve(name), """
                hosts = 127.0.0.1:%d
                user = %s
                dbname = %s
                unknown = parameter
                query = %s
                """.formatted(of.server().port(), Database.READER, of.name(), query));
    }

    @Test
    void placesProblemsOfFilesWhereTheyStand() throws IOException {
        try (Database other = Database.empty()) {
            other.execute("CREATE TABLE there (a text); GRANT SELECT ON there TO " + Database.READER);
            Path here = mapFile("here.cf", database, "SELECT nope FROM users WHERE userid = '%s'");
            Path there = mapFile("there.cf", other, "SELECT a FROM nowhere WHERE a = '%s'");
            Path fine = mapFile("fine.cf", other, "SELECT a FROM there WHERE a = '%s'");

            Run run = check("maps: {relocated: {file: %s}, generic: {files: [%s, %s]}}\n".formatted(here, fine, there));

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.err().lines().filter(line -> !line.contains("warning: ")))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(here + ":5:1: map relocated: ")
                                    .contains("nope"),
                            line -> assertThat(line)
                                    .startsWith(there + ":5:1: map generic: ")
                                    .contains("nowhere"));
            assertThat(run.err().lines().filter(line -> line.contains("warning: ")))
                    .hasSize(3)
                    .allMatch(line -> line.contains(".cf:4:1: warning: unknown is no parameter"));
        }
    }

    @Test
    void placesProblemsOfTheOperatorsQueriesWhereTheyStand() throws IOException {
        Run run = check("""
                maps:
                  old: {kind: exact, query: "SELECT a FROM nope WHERE b = '%s'"}
                  virtual-mailboxes: {query: "SELECT nope FROM users WHERE userid = '%s'"}
                passdb: {query: "SELECT userid FROM users WHERE userid = '%u'"}
                userdb: {query: "SELECT home FROM users WHERE userid = '%u'", iterate: "SELECT nope FROM users"}
                """);

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("postern.yaml:8:", "maps.old.query", "\"nope\" does not exist"),
                        line -> assertThat(line).contains("postern.yaml:9:", "maps.virtual-mailboxes.query", "nope"),
                        line -> assertThat(line).contains("postern.yaml:10:", "passdb.query", "no column password"),
                        line -> assertThat(line).contains("postern.yaml:11:", "userdb.iterate", "nope"));
    }

    @Test
    void asksNothingOfAPresetWhoseQueriesAreAllReplaced() throws IOException {
        database.execute("DROP VIEW postfix_virtual");

        Run run = check("""
                maps:
                  virtual-aliases: {query: "SELECT userid FROM virtual WHERE address = '%s'"}
                  sender-logins: {query: "SELECT userid FROM virtual WHERE address = '%s'"}
                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void warnsOfKeysThatNeverMatch() throws IOException {
        database.execute("INSERT INTO virtual VALUES ('Kim@Snorl.AX', 'user@snorl.ax'), (' x@snorl.ax', 'y')");

        Run run = check("");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("warning: schema: virtual.address: 2 keys never match", "store them so");
    }

    @Test
    void knowsThatSomeColumnsCompareWithoutCase() throws IOException {
        database.execute("""
                CREATE EXTENSION IF NOT EXISTS citext;
                DROP VIEW postfix_virtual, postfix_mailboxes;
                ALTER TABLE virtual ALTER COLUMN address TYPE citext;
                CREATE VIEW postfix_virtual AS SELECT userid::text, address FROM virtual;
                CREATE VIEW postfix_mailboxes AS SELECT userid, home AS mailbox FROM users;
                GRANT SELECT ON postfix_virtual, postfix_mailboxes TO mailreader;
                INSERT INTO virtual VALUES ('Mixed@Snorl.AX', 'user@snorl.ax');
                """);

        assertThat(check("").err()).isEmpty();
    }
}
