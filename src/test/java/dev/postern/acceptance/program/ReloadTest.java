package dev.postern.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.acceptance.machine.Acceptance;
import dev.postern.acceptance.machine.Ports;
import dev.postern.acceptance.machine.Wait;
import dev.postern.acceptance.machine.Workspace;
import dev.postern.acceptance.postern.Postern;
import dev.postern.acceptance.postern.SampleGateway;
import dev.postern.acceptance.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of key: change it, send SIGHUP, see what it does; change it back, and see that gone. */
@Acceptance
class ReloadTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RELOADED = "reloaded ";
    private static final String OWN = "{kind: alias, query: \"SELECT 'own@d.test' WHERE '%s' IN ('root', '@e.test')\"}";

    private static Database database;
    /** How the sample's section begins. */
    private static final String AUTH = "auth: {failureDelay: 0, penalty: {max: 0}";

    private static SampleGateway gateway;
    private static Postern postern;
    private static Sight sight;
    private static Path folder;

    @BeforeAll
    static void start(Workspace workspace) throws IOException {
        folder = workspace.path();
        database = workspace.own(Database.ofSampleSite());
        Files.writeString(folder.resolve("own.cf"), queryFile("file@d.test"));
        Files.writeString(folder.resolve("sql.conf.ext"), """
                driver = pgsql
                connect = host=127.0.0.1 port=%d dbname=%s user=%s
                password_query = SELECT '%%u' AS user, '{PLAIN}file-pw' AS password
                """.formatted(
                        database.server().port(), database.name(), Database.READER));
        database.execute("INSERT INTO users (userid, password, uid, gid, home)"
                + " VALUES ('weak@snorl.ax', '{PLAIN-MD5}' || md5('weak-pw'), 5000, 5000, 'weak')");
        gateway = SampleGateway.of(workspace, database).more("maps:\n  own: " + OWN);
        postern = gateway.start().awaitReady();
        sight = new Sight(gateway, postern);
    }

    /** What a client can see. */
    @FunctionalInterface
    private interface Probe {
        String see() throws IOException;
    }

    /**
     * One row.
     *
     * @param key what is changed
     * @param change of the configuration's text
     * @param before what the probe sees without it, a pattern
     * @param after what it sees with it, a pattern
     */
    private record Change(String key, UnaryOperator<String> change, Probe probe, String before, String after) {
        @Override
        public String toString() {
            return key;
        }
    }

    private static UnaryOperator<String> instead(String old, String now) {
        return yaml -> {
            assertThat(yaml).contains(old);
            return yaml.replace(old, now);
        };
    }

    private static UnaryOperator<String> also(String sections) {
        return yaml -> yaml + sections + "\n";
    }

    private static UnaryOperator<String> auth(String mapping) {
        return instead(AUTH + "}", AUTH + ", " + mapping + "}");
    }

    private static UnaryOperator<String> listener(Path socket, String more) {
        return yaml -> {
            Matcher mode = Pattern.compile(Pattern.quote(socket + "\"") + ", mode: \"[0-7]+\"")
                    .matcher(yaml);
            assertThat(mode.find()).as("%s in %s", socket, yaml).isTrue();
            return mode.replaceFirst(Matcher.quoteReplacement(socket + "\", " + more));
        };
    }

    private static Stream<Change> answers() {
        return Stream.of(
                new Change(
                        "maps: one that is new",
                        instead("  own: ", "  new: {kind: exact, query: \"SELECT 'new ' || '%s'\"}\n  own: "),
                        () -> sight.ask("new", "x"),
                        "PERM .*",
                        "OK new x"),
                new Change(
                        "maps: query",
                        instead("'own@d.test'", "'changed@d.test'"),
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "OK changed@d.test"),
                new Change(
                        "maps: kind",
                        instead("kind: alias", "kind: exact"),
                        () -> sight.ask("own", "a@e.test"),
                        "OK own@d.test",
                        "NOTFOUND "),
                new Change(
                        "maps: query of the preset",
                        instead(
                                "  own: ",
                                "  virtual-aliases: {query: \"SELECT 'x@d.test' WHERE '%s' <> ''\"}\n  own: "),
                        () -> sight.ask("virtual-aliases", "kim@snorl.ax"),
                        "OK user@snorl.ax",
                        "OK x@d.test"),
                new Change(
                        "maps: file",
                        instead(OWN, "{kind: alias, file: " + folder.resolve("own.cf") + "}"),
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "OK file@d.test"),
                new Change(
                        "maps: files",
                        instead(OWN, "{kind: alias, files: [" + folder.resolve("own.cf") + "]}"),
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "OK file@d.test"),
                new Change(
                        "maps: virtualAs",
                        instead(OWN, "{kind: transport, virtualAs: \"lmtp:x\", query: \"SELECT 'virtual:'\"}"),
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "OK lmtp:x"),
                new Change(
                        "maps: expansionLimit",
                        instead(OWN, "{kind: alias, expansionLimit: 1, query: \"SELECT 'a@d.test', 'b@d.test'\"}"),
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "(PERM|TEMP) .*"),
                new Change(
                        "schema",
                        instead("schema: views", "schema: ispmail"),
                        () -> sight.ask("virtual-aliases", "kim@snorl.ax"),
                        "OK user@snorl.ax",
                        "PERM .*"),
                new Change(
                        "database",
                        instead("username: " + Database.READER, "username: nobody_there"),
                        () -> sight.ask("virtual-aliases", "kim@snorl.ax"),
                        "OK user@snorl.ax",
                        "TEMP .*"),
                new Change(
                        "database: queryTimeout",
                        instead("schema: views", "  queryTimeout: 200ms\nschema: views")
                                .andThen(instead("'own@d.test' WHERE", "'own@d.test' FROM pg_sleep(0.6) WHERE"))::apply,
                        () -> sight.ask("own", "root"),
                        "OK own@d.test",
                        "TEMP .*"),
                new Change(
                        "recipientDelimiter",
                        also("recipientDelimiter: '-'"),
                        () -> sight.ask("virtual-aliases", "kim+x@snorl.ax"),
                        "OK user\\+x@snorl.ax",
                        "NOTFOUND "),
                new Change(
                        "propagateUnmatchedExtensions",
                        also("propagateUnmatchedExtensions: []"),
                        () -> sight.ask("virtual-aliases", "kim+x@snorl.ax"),
                        "OK user\\+x@snorl.ax",
                        "OK user@snorl.ax"),
                new Change(
                        "localDomains",
                        also("localDomains: [d.test]"),
                        () -> sight.ask("own", "root@d.test"),
                        "NOTFOUND ",
                        "OK own@d.test"),
                new Change(
                        "cache: negativeTtl",
                        also("cache: {negativeTtl: 0}"),
                        () -> sight.isAskedAgain("nobody@snorl.ax"),
                        "false",
                        "true"));
    }

    private static Stream<Change> logins() {
        String passdb = "passdb: {query: \"SELECT '%u' AS user, '{PLAIN}other-pw' AS password\"}";
        String master =
                "masterdb: {query: \"SELECT '%u' AS user, '{PLAIN}master-pw' AS password WHERE '%u' = 'boss'\"}";
        String bare = "passdb: {query: \"SELECT '%u' AS user, 'bare-pw' AS password\"}";
        String userdb = "userdb: {query: \"SELECT 7 AS uid, 7 AS gid, '/other' AS home WHERE '%u' <> ''\"}";
        return Stream.of(
                new Change("passdb", also(passdb), () -> sight.login("user@snorl.ax", "other-pw"), "FAIL.*", "OK.*"),
                new Change("userdb", also(userdb), () -> sight.home(), ".*home=[^\t]*/user\\b.*", ".*home=/other\\b.*"),
                new Change(
                        "passdb: dovecotSql",
                        also("passdb: {dovecotSql: " + folder.resolve("sql.conf.ext") + "}"),
                        () -> sight.login("user@snorl.ax", "file-pw"),
                        "FAIL.*",
                        "OK.*"),
                new Change(
                        "userdb: iterate",
                        also("userdb: {query: \"SELECT 7 AS uid WHERE '%u' <> ''\","
                                + " iterate: \"SELECT 'somebody' AS username\"}"),
                        () -> sight.users(),
                        ".*user3@snorl.ax.*",
                        "somebody"),
                new Change(
                        "masterdb, auth: masterSeparator",
                        auth("masterSeparator: '*'").andThen(also(master))::apply,
                        () -> sight.login("user@snorl.ax*boss", "master-pw"),
                        "FAIL.*",
                        "OK.*user=user@snorl.ax.*"),
                new Change(
                        "auth: defaultScheme",
                        auth("defaultScheme: PLAIN").andThen(also(bare))::apply,
                        () -> sight.login("user@snorl.ax", "bare-pw"),
                        "FAIL.*",
                        "OK.*"),
                new Change(
                        "auth: refuseWeak",
                        auth("refuseWeak: true"),
                        () -> sight.login("weak@snorl.ax", "weak-pw"),
                        "OK.*",
                        "FAIL.*"),
                new Change(
                        "auth: usernameFormat",
                        auth("usernameFormat: asTyped, usernameChars: ''"),
                        () -> sight.login("User@snorl.ax", "user-pw"),
                        "OK.*",
                        "FAIL.*"),
                new Change(
                        "auth: mechanisms",
                        auth("mechanisms: [PLAIN]"),
                        () -> sight.mechanisms(),
                        ".*SCRAM-SHA-256.*",
                        "PLAIN"),
                new Change(
                        "auth: defaultDomain",
                        auth("defaultDomain: snorl.ax"),
                        () -> sight.login("user", "user-pw"),
                        "FAIL.*",
                        "OK.*"),
                new Change(
                        "auth: usernameChars",
                        auth("usernameChars: 'a-z'"),
                        () -> sight.login("user@snorl.ax", "user-pw"),
                        "OK.*",
                        "FAIL.*"),
                new Change(
                        "auth: requireSecured",
                        auth("requireSecured: true"),
                        () -> sight.login("user@snorl.ax", "user-pw"),
                        "OK.*",
                        "FAIL.*"),
                new Change(
                        "auth: failureDelay",
                        instead("failureDelay: 0", "failureDelay: 50ms"),
                        () -> sight.holdsRefusals(),
                        "false",
                        "true"));
    }

    private static Stream<Change> listeners() {
        Path added = folder.resolve("added");
        return Stream.of(
                new Change(
                        "listeners: one that is new",
                        instead(
                                "listeners:\n",
                                "listeners:\n  - {protocol: socketmap, address: \"unix:" + added + "\"}\n"),
                        () -> Boolean.toString(Ports.answers(added)),
                        "false",
                        "true"),
                new Change(
                        "listeners: one that is gone",
                        instead(
                                "listeners:\n  - {protocol: socketmap, address: \"inet:127.0.0.1:"
                                        + gateway.socketmapPort() + "\"}\n",
                                "listeners:\n"),
                        () -> Boolean.toString(Ports.answers(gateway.socketmapPort())),
                        "true",
                        "false"),
                new Change(
                        "listeners: mode",
                        listener(gateway.authUserdb(), "mode: \"0600\""),
                        () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(gateway.authUserdb())),
                        "rwxrwxrwx",
                        "rw-------"),
                new Change(
                        "listeners: maxConnections",
                        listener(gateway.socketmapSocket(), "mode: \"0666\", maxConnections: 1"),
                        () -> sight.second(),
                        "OK user@snorl.ax",
                        "closed"),
                new Change(
                        "listeners: allow",
                        instead(
                                gateway.tcpTablePort() + "\", map: virtual-aliases",
                                gateway.tcpTablePort() + "\", map: virtual-aliases, allow: [192.0.2.0/24]"),
                        () -> sight.tcpTable("kim@snorl.ax"),
                        "200 user@snorl.ax",
                        "closed"),
                new Change(
                        "listeners: map",
                        instead(
                                gateway.tcpTablePort() + "\", map: virtual-aliases",
                                gateway.tcpTablePort() + "\", map: own"),
                        () -> sight.tcpTable("root"),
                        "500 .*",
                        "200 own@d.test"),
                new Change(
                        "listeners: allowUids",
                        listener(gateway.socketmapSocket(), "mode: \"0666\", allowUids: [4711]"),
                        () -> sight.first(),
                        "OK user@snorl.ax",
                        "closed"),
                new Change(
                        "listeners: maps",
                        listener(gateway.socketmapSocket(), "mode: \"0666\", maps: [own]"),
                        () -> sight.ask("virtual-aliases", "kim@snorl.ax"),
                        "OK user@snorl.ax",
                        "PERM .*"));
    }

    @ParameterizedTest
    @MethodSource({"answers", "logins", "listeners"})
    void takesEffect(Change row) throws IOException {
        assertThat(row.probe().see()).matches(row.before());
        reload(row.change().apply(gateway.yaml()));
        assertThat(row.probe().see()).matches(row.after());
        reload(gateway.yaml());
        assertThat(row.probe().see()).matches(row.before());
    }

    @Test
    void readsTheFilesThatItNamesAgain() throws IOException {
        String yaml = instead(OWN, "{kind: alias, file: " + folder.resolve("own.cf") + "}")
                .apply(gateway.yaml());
        reload(yaml);
        assertThat(sight.ask("own", "root")).isEqualTo("OK file@d.test");
        Files.writeString(folder.resolve("own.cf"), queryFile("edited@d.test"));
        reload(yaml);
        assertThat(sight.ask("own", "root")).isEqualTo("OK edited@d.test");
        reload(gateway.yaml());
    }

    @Test
    void protectsMailboxesFromNowOn() throws IOException {
        database.execute("""
                CREATE SCHEMA postern;
                CREATE TABLE postern.postfix_domains AS SELECT 'caught.test' AS domain, 'mailbox' AS class, NULL AS target;
                CREATE TABLE postern.postfix_mailboxes AS SELECT 'box@caught.test' AS userid, 'box/' AS mailbox;
                CREATE TABLE postern.postfix_virtual AS
                    SELECT '@caught.test' AS address, 'all@caught.test' AS userid, CAST(NULL AS timestamptz) AS valid_until;
                GRANT USAGE ON SCHEMA postern TO %1$s;
                GRANT SELECT ON ALL TABLES IN SCHEMA postern TO %1$s""".formatted(Database.READER));
        String canonical = instead("schema: views", "schema: canonical").apply(gateway.yaml());
        reload(canonical);
        assertThat(sight.ask("virtual-aliases", "box@caught.test")).isEqualTo("OK all@caught.test");
        reload(also("protectMailboxes: true").apply(canonical));
        assertThat(sight.ask("virtual-aliases", "box@caught.test")).isEqualTo("OK box@caught.test");
        reload(gateway.yaml());
    }

    /** The source fails for two keys, and for nothing else: a division by zero is the key's fault. */
    @Test
    void servesStaleAnswersAsLongAsItNowSays() throws IOException {
        database.execute("CREATE TABLE answers AS SELECT 1 AS whole; GRANT SELECT ON answers TO " + Database.READER);
        String failing = "1 / (SELECT whole FROM answers) = 1";
        String yaml = instead("IN ('root', '@e.test')", "= 'root' AND " + failing)
                .apply(gateway.yaml() + "passdb: {query: \"SELECT '%u' AS user, '{PLAIN}stale-pw' AS password WHERE "
                        + failing + "\"}\n");
        reload(yaml);
        assertStale("OK own@d.test", "OK.*");
        database.execute("UPDATE answers SET whole = 0");
        reload(yaml);
        assertStale("OK own@d.test", "OK.*");
        reload(yaml + "cache: {staleFor: 0}\n");
        assertStale("TEMP .*", "OK.*");
        reload(auth("staleFor: 0").apply(yaml));
        assertStale("OK own@d.test", "FAIL.*code=temp_fail.*");
        reload(gateway.yaml());
    }

    private static void assertStale(String lookup, String login) throws IOException {
        assertThat(sight.ask("own", "root")).matches(lookup);
        assertThat(sight.login("user@snorl.ax", "stale-pw")).matches(login);
    }

    @Test
    void saysThatTheAddressOfItsHealthNeedsARestart() throws IOException {
        String counted = "counts after a restart only";
        assertThat(postern.log()).doesNotContain(counted);
        reload(gateway.yaml() + "http: {address: \"127.0.0.1:1\"}\n");
        assertThat(postern.log()).contains("http.address=127.0.0.1:1 " + counted);
        reload(gateway.yaml());
    }

    @Test
    void logsLess() throws IOException {
        reload(gateway.yaml() + "log: {level: info}\n");
        int quiet = postern.log().length();
        assertThat(sight.login("user@snorl.ax", "wrong")).startsWith("FAIL");
        Wait.until("it is logged", LIMIT, () -> postern.log().substring(quiet).contains("outcome=denied"));
        assertThat(postern.log().substring(quiet)).doesNotContain(" DEBUG ").doesNotContain(" TRACE ");
        reload(gateway.yaml());
    }

    @Test
    void keepsRelationsWholeFromNowOnAndNoMore() throws IOException {
        assertThat(sight.wholeRelations()).isEqualTo("0.0");
        reload(gateway.yaml() + "cache: {preload: true}\n");
        Wait.until("all are whole", LIMIT, () -> sight.wholeRelations().equals("10.0"), postern::log);
        reload(gateway.yaml());
        assertThat(sight.wholeRelations()).isEqualTo("0.0");
    }

    @Test
    void logsInAnotherFormat() throws IOException {
        reload(gateway.yaml() + "log: {format: json}\n");
        assertThat(lastLine()).startsWith("{").contains("\"formattedMessage\":\"reloaded ");
        reload(gateway.yaml());
        assertThat(lastLine()).doesNotStartWith("{");
    }

    private static String queryFile(String value) {
        return """
                hosts = 127.0.0.1:%d
                dbname = %s
                user = %s
                query = SELECT '%s' WHERE '%%s' = 'root'
                """.formatted(database.server().port(), database.name(), Database.READER, value);
    }

    private static void reload(String yaml) throws IOException {
        int before = postern.log().split(RELOADED, -1).length - 1;
        postern.reload(yaml);
        postern.awaitLog(RELOADED, before + 1);
    }

    private static String lastLine() {
        List<String> lines = postern.log().lines().toList();
        return lines.get(lines.size() - 1);
    }
}
