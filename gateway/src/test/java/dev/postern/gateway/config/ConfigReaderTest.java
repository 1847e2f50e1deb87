package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What concerns a file as a whole. */
class ConfigReaderTest {

    private final InMemory given = new InMemory();

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheFile() {
        assertThat(given.problems("""
                log: {level: loud}
                maps:
                  own:
                    query: SELECT 1
                listeners:
                  - protocol: tcp-table
                    address: inet:0.0.0.0:4525
                  - nonsense
                  - protocol: socketmap
                    address: inet:127.0.0.1:4525
                cache:
                  ttl: soon
                  ttl: 5m
                  preload: true
                databse:
                  url: jdbc:postgresql://db/mails
                """))
                .containsExactly(
                        "postern.yaml:1:1: database is missing; add database: where the rows are",
                        "postern.yaml:1:14: log.level: 'loud' is not known; write one of trace, debug, info, warn, error",
                        "postern.yaml:4:5: maps.own has no kind; say which ladder it walks, as kind: alias",
                        "postern.yaml:6:5: listeners[0] is a tcp-table listener without map; add map: NAME;"
                                + " tcp_table(5) has no names of maps in it",
                        "postern.yaml:7:14: listeners[0] is open beyond loopback, without allow;"
                                + " add allow: [NETWORK, …], or listen on 127.0.0.1",
                        "postern.yaml:8:5: listeners[1] expects a section of keys, not a single value; valid here:"
                                + " protocol, address, mode, owner, group, maps, map, allow, maxConnections, allowUids, allowGids",
                        "postern.yaml:10:14: listeners[2].address is taken by listeners[0].address;"
                                + " give one of them another address",
                        "postern.yaml:12:8: cache.ttl: 'soon' is not a duration;"
                                + " write a number and ms, s, m, h or d, from 1s to 8760h",
                        "postern.yaml:13:3: key 'ttl' stands twice, first in line 12; keep one of them",
                        "postern.yaml:15:1: unknown key 'databse'; did you mean database?");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        assertThat(refusal(given))
                .isEqualTo("postern.yaml:1:1: the file does not exist; name a readable YAML file in UTF-8");
        assertThat(refusal(new InMemory().forbidden("postern.yaml")))
                .isEqualTo(
                        "postern.yaml:1:1: the file may not be read by this user; name a readable YAML file in UTF-8");
        byte[] latin1 = "log: {level: üü}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(new InMemory().file("postern.yaml", latin1)))
                .isEqualTo("postern.yaml:1:1: the file is not UTF-8 (from byte 14 on);"
                        + " name a readable YAML file in UTF-8");
    }

    private static String refusal(InMemory given) {
        return given.readFile() instanceof ConfigReading.Refused refused
                ? refused.problems().get(0).toString()
                : "accepted";
    }

    @Test
    void takesAnEmptyFileForOneThatSaysNothing() {
        String missing = "postern.yaml:1:1: database is missing; add database: where the rows are";
        assertThat(given.problems("")).containsExactly(missing);
        assertThat(given.problems("# nothing yet\n")).containsExactly(missing);
    }

    /** Only what is wholly the parser's own words is repeated: a line that is not YAML may hold a password. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "a: b: c => 1:5: not YAML: mapping values are not allowed here",
                "a: 'b => 1:6: not YAML: found unexpected end of stream",
                "a: [b => 1:6: not YAML: expected ',' or ']', but got <stream end>",
                "a: %hunter2 => 1:4: not YAML",
                "a: !hunter2!x y => 1:4: not YAML",
                "a: \"\\hunter2\" => 1:6: not YAML",
                "? [a] => 1:4: not YAML",
            })
    void saysWhereAFileStopsBeingYaml(String yaml, String problem) {
        assertThat(given.problems(yaml))
                .containsExactly("postern.yaml:" + problem
                        + "; check quotes, brackets and indentation here and in the line before");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(given.problems(InMemory.MINIMAL + "---\nlog: {}\n"))
                .containsExactly("postern.yaml:3:1: a second YAML document begins; keep one document in the file");
    }

    /** An alias that is read naively is its own name, and would be a password of some letters. */
    @Test
    void refusesAliases() {
        assertThat(given.problems("database: {url: 'jdbc:postgresql://db/mails', username: &a joe, password: *a}\n"))
                .contains("postern.yaml:1:75: a YAML alias (*) is not supported;"
                        + " write the value out, or put it in quotes");
    }

    @Test
    void saysWhatADatabaseNeeds() {
        assertThat(given.problems("database: {}\n"))
                .containsExactly("postern.yaml:1:11: database.url is missing; add url: where the rows are,"
                        + " as pgjdbc takes it: several hosts, targetServerType, ssl …");
        assertThat(given.problems("database: {url: 'mysql://db/mails'}\n"))
                .containsExactly("postern.yaml:1:17: database.url: the value is no jdbc:postgresql: URL;"
                        + " write jdbc:postgresql://HOST:PORT/DATABASE");
        assertThat(given.problems("database: {url: 'jdbc:postgresql:m', connections: 65, queryTimeout: 9ms}\n"))
                .containsExactly(
                        "postern.yaml:1:51: database.connections: '65' is more than 64;"
                                + " write a whole number from 1 to 64",
                        "postern.yaml:1:69: database.queryTimeout: '9ms' is less than 10ms;"
                                + " write a number and ms, s, m, h or d, from 10ms to 7s");
    }

    @Test
    void saysWhatIsWrongWithAPasswordFile() {
        given.file("/run/empty", "\n").forbidden("/run/forbidden").file("/run/latin1", new byte[] {(byte) 0xfc});
        String hint = "; name a readable file that holds the secret alone";
        assertThat(passwordFileProblems("/run/absent"))
                .containsExactly("postern.yaml:1:61: database.passwordFile: '/run/absent' does not exist" + hint);
        assertThat(passwordFileProblems("/run/forbidden"))
                .containsExactly(
                        "postern.yaml:1:61: database.passwordFile: '/run/forbidden' may not be read by this user"
                                + hint);
        assertThat(passwordFileProblems("/run/empty"))
                .containsExactly("postern.yaml:1:61: database.passwordFile: '/run/empty' is empty" + hint);
        assertThat(passwordFileProblems("/run/latin1"))
                .containsExactly(
                        "postern.yaml:1:61: database.passwordFile: '/run/latin1' is not UTF-8 (from byte 1 on)" + hint);
        assertThat(passwordFileProblems("secret"))
                .containsExactly("postern.yaml:1:61: database.passwordFile: 'secret' is not an absolute path;"
                        + " write a path from / on");
    }

    private List<String> passwordFileProblems(String path) {
        return given.problems("database: {url: 'jdbc:postgresql://db/mails', passwordFile: " + path + "}\n");
    }

    @Test
    void refusesTwoPasswords() {
        given.file("/run/db", "one");
        assertThat(given.problems(
                        "database: {url: 'jdbc:postgresql://db/mails', password: two, passwordFile: /run/db}\n"))
                .containsExactly("postern.yaml:1:76: database.passwordFile stands beside database.password;"
                        + " keep one of them");
    }

    @Test
    void refusesQueriesBesideADovecotFile() {
        given.file("/etc/x", "driver = pgsql");
        assertThat(given.problems(InMemory.MINIMAL + "passdb: {query: q}\nuserdb: {query: q}\ndovecotSql: /etc/x\n"))
                .containsExactly(
                        "postern.yaml:4:13: dovecotSql stands beside passdb; keep one of them",
                        "postern.yaml:4:13: dovecotSql stands beside userdb; keep one of them");
    }

    @Test
    void refusesQueriesBesideAFile() {
        given.file("/etc/x", "");
        assertThat(given.problems(InMemory.MINIMAL + """
                        maps:
                          uid: {file: /etc/x, query: q}
                          gid: {file: /etc/x, expansionLimit: 1}
                          generic: {file: /etc/x, files: [/etc/x]}
                        passdb: {dovecotSql: /etc/x, query: q}
                        userdb: {dovecotSql: /etc/x, iterate: q}
                        """))
                .containsExactly(
                        "postern.yaml:3:15: maps.uid.file stands beside maps.uid.query; keep one of them",
                        "postern.yaml:4:39: maps.gid.expansionLimit stands beside maps.gid.file; keep one of them",
                        "postern.yaml:5:34: maps.generic.files stands beside maps.generic.file; keep one of them",
                        "postern.yaml:6:22: passdb.dovecotSql stands beside passdb.query; keep one of them",
                        "postern.yaml:7:22: userdb.dovecotSql stands beside userdb.iterate; keep one of them");
    }

    @Test
    void readsTheFilesThatItNames() {
        given.file("/etc/x", "query = 'a'").file("/etc/y", "driver = pgsql");
        assertThat(given.config(InMemory.MINIMAL + "maps: {uid: {files: [/etc/y, /etc/x]}}\n")
                        .maps())
                .hasEntrySatisfying(
                        "uid",
                        map -> assertThat(map.files())
                                .extracting(QueryFile::path)
                                .containsExactly(Path.of("/etc/y"), Path.of("/etc/x")));
        GatewayConfig config = given.config(
                InMemory.MINIMAL + "maps: {uid: {file: /etc/x}}\ndovecotSql: /etc/y\nhttp: {address: \"[::1]:1\"}\n");
        QueryFile both = new QueryFile(Path.of("/etc/y"), new SecretText("driver = pgsql"));
        QueryFile table = new QueryFile(Path.of("/etc/x"), new SecretText("query = 'a'"));
        assertThat(config.maps())
                .containsEntry("uid", new MapConfig(null, List.of(table), null, null, MapConfig.UNLIMITED));
        assertThat(config.passdb()).isEqualTo(new PassdbConfig(null, both));
        assertThat(config.userdb()).isEqualTo(new UserdbConfig(null, null, both));
    }

    @Test
    void saysWhichFileCannotBeRead() {
        given.forbidden("/etc/x");
        assertThat(given.problems(InMemory.MINIMAL + "maps: {uid: {file: /etc/x}}\ndovecotSql: /etc/y\n"))
                .containsExactly(
                        "postern.yaml:2:20: maps.uid.file: '/etc/x' may not be read by this user;"
                                + " name a readable file in UTF-8",
                        "postern.yaml:3:13: dovecotSql: '/etc/y' does not exist; name a readable file in UTF-8");
    }

    @Test
    void replacesEnvironmentVariablesAnywhereInAScalar() {
        given.variable("HOST", "db.test")
                .variable("PORT", "5433")
                .variable("N", "7")
                .variable("EMPTY", "");
        GatewayConfig config = given.config("""
                database: {url: "jdbc:postgresql://${HOST}:${PORT}/mails", connections: "${N}"}
                auth: {defaultDomain: "${EMPTY}"}
                maps: {uid: {query: "SELECT $1, '$${N}', '$$', '${N}'"}}
                """);
        assertThat(config.database().url().text()).isEqualTo("jdbc:postgresql://db.test:5433/mails");
        assertThat(config.database().connections()).isEqualTo(7);
        assertThat(config.auth().defaultDomain()).isEmpty();
        assertThat(config.maps()).containsEntry("uid", MapConfig.ofQuery("SELECT $1, '${N}', '$$', '7'"));
    }

    /** A value from outside is text, whatever it holds. */
    @Test
    void takesVariablesForTextAndNotForYaml() {
        given.variable("PASSWORD", "a: [b, *c] # ${HOME}\n");
        assertThat(given.config("database: {url: 'jdbc:postgresql://db/m', password: '${PASSWORD}'}")
                        .database()
                        .password())
                .isEqualTo(new SecretText("a: [b, *c] # ${HOME}\n"));
    }
}
