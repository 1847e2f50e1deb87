package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.sql.SchemaProblem.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code postern check} says of a database. */
class SchemaCheckTest {

    @BeforeAll
    static void schema() {
        SqlServer.execute("""
                DROP SCHEMA IF EXISTS checked CASCADE;
                DROP SCHEMA IF EXISTS closed CASCADE;
                DROP ROLE IF EXISTS auditor;
                CREATE ROLE auditor LOGIN;
                CREATE SCHEMA checked;
                CREATE SCHEMA closed;
                CREATE TABLE checked.users (userid varchar(128) PRIMARY KEY, password text, uid int);
                CREATE TABLE checked.secret (userid text, password text);
                CREATE TABLE checked.big AS SELECT i::text AS k, i::text AS v, i FROM generate_series(1, 20000) i;
                CREATE INDEX ON checked.big (i);
                ANALYZE checked.big;
                CREATE TABLE closed.t (k text);
                GRANT USAGE ON SCHEMA checked TO auditor;
                GRANT SELECT ON checked.users, checked.big TO auditor;
                """);
    }

    private static DatabaseSettings auditor(String url) {
        return new DatabaseSettings(url, null, () -> null, 1, Duration.ofSeconds(5));
    }

    private static List<SchemaProblem> check(List<RelationQuery> relations, List<String> requires) {
        return SchemaCheck.run(auditor(SqlServer.url("auditor")), relations, requires);
    }

    @Test
    void isContentWithWhatWorks() {
        List<RelationQuery> relations = List.of(
                map("SELECT uid FROM checked.users WHERE userid = '%s'"),
                map("SELECT uid FROM checked.users WHERE userid LIKE '%u@%%' OR uid = '%s'"),
                map("SELECT concat('%u', '@', '%d')"),
                map("SELECT v FROM checked.big WHERE i = '%s'"),
                RelationQuery.passdb(
                        "passdb", template("SELECT password FROM checked.users WHERE userid = '%u'", Dialect.DOVECOT)));

        assertThat(check(relations, List.of("checked.users.userid", "checked.big.v")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT x FROM checked.nothing WHERE k = '%s'         | checked.nothing   | create the table or view",
                "SELECT x FROM nowhere.nothing WHERE k = '%s'         | nowhere.nothing   | create the table or view",
                "SELECT maildir FROM checked.users WHERE userid='%s'  | maildir           | add the column",
                "SELECT password FROM checked.secret WHERE userid='%s'| secret            | GRANT",
                "SELECT k FROM closed.t WHERE k = '%s'                | closed            | GRANT",
                "SELECT nope(userid) FROM checked.users               | nope              | correct the query",
                "SELECT userid FROM checked.users WHERE WHERE x='%s'  | WHERE             | correct the query",
            })
    void saysWhatIsMissingAndWhatToDo(String query, String what, String advice) {
        assertThat(check(List.of(map(query)), List.of())).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.subject()).isEqualTo("map");
            assertThat(problem.message()).contains(what, advice);
        });
    }

    @Test
    void reportsAllProblemsAtOnce() {
        List<RelationQuery> relations =
                List.of(map("SELECT x FROM missing1"), map("SELECT 1 WHERE '%s' <> ''"), map("SELECT x FROM missing2"));

        assertThat(check(relations, List.of("missing3.x", "checked.users.x", "checked.secret.password", "closed.t.k")))
                .extracting(SchemaProblem::message)
                .satisfiesExactly(
                        message -> assertThat(message).contains("missing1"),
                        message -> assertThat(message).contains("missing2"),
                        message -> assertThat(message).contains("no table or view missing3"),
                        message -> assertThat(message).contains("column is missing"),
                        message -> assertThat(message).contains("GRANT SELECT ON checked.secret TO auditor"),
                        message -> assertThat(message).contains("closed"));
    }

    @Test
    void wantsAPasswordColumn() {
        RelationQuery passdb = RelationQuery.passdb(
                "passdb", template("SELECT password AS pass FROM checked.users WHERE userid = '%u'", Dialect.DOVECOT));

        assertThat(check(List.of(passdb), List.of()))
                .extracting(SchemaProblem::message)
                .singleElement()
                .asString()
                .contains("password_noscheme");
    }

    @Test
    void tellsForWhichServicesNamesInAQueryHaveColumns() {
        SqlServer.execute("CREATE TABLE checked.flags (u text PRIMARY KEY, password text, imap_on int, pop3_on int)");
        SqlServer.execute("GRANT SELECT ON checked.flags TO auditor");
        RelationQuery some = RelationQuery.passdb(
                "passdb", template("SELECT password FROM checked.flags WHERE u = '%u' AND %s_on = 1", Dialect.DOVECOT));
        RelationQuery none = RelationQuery.passdb(
                "passdb", template("SELECT password FROM checked.flags WHERE u = '%u' AND on_%s = 1", Dialect.DOVECOT));

        assertThat(check(List.of(some), List.of())).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains("the database has those for (imap) (pop3); others get");
        });
        assertThat(check(List.of(none), List.of())).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
            assertThat(problem.subject()).isEqualTo("passdb");
            assertThat(problem.message()).contains("on_imap", "add the column");
        });
    }

    // What works, but badly: a table read from end to end, a query that cannot be batched.
    @ParameterizedTest
    @CsvSource({
        "SELECT v FROM checked.big WHERE k = '%s', checked.big",
        "SELECT v FROM checked.big WHERE lower(k) = '%s', create an index",
        "SELECT random() WHERE '%s' <> '', STABLE",
    })
    void warnsOfWhatIsSlow(String query, String reason) {
        assertThat(check(List.of(map(query)), List.of())).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message()).contains(reason);
        });
    }

    @Test
    void runsNoneOfTheQueries() {
        SqlServer.execute("CREATE TABLE checked.seen (k text); GRANT ALL ON checked.seen TO auditor");
        check(
                List.of(map("WITH x AS (INSERT INTO checked.seen VALUES ('%s') RETURNING k) SELECT k FROM x")),
                List.of());

        SqlServer.execute("DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM checked.seen); END $$");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:1/x, start PostgreSQL",
        "jdbc:postgresql://nowhere.invalid/x, database.url",
    })
    void saysWhyItCannotConnect(String url, String advice) {
        assertThat(SchemaCheck.run(auditor(url), List.of(), List.of()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.subject()).isEqualTo("database");
                    assertThat(problem.message()).contains("cannot connect", advice);
                });
    }

    @Test
    void saysThatTheDatabaseOrTheRoleIsUnknown() {
        String nowhere = SqlServer.url().replace(SqlServer.DATABASE.name(), "nowhere");
        assertThat(SchemaCheck.run(auditor(nowhere), List.of(), List.of()))
                .extracting(SchemaProblem::message)
                .singleElement()
                .asString()
                .contains("nowhere", "correct its name in database.url");
        assertThat(SchemaCheck.run(auditor(SqlServer.url("nobody_here")), List.of(), List.of()))
                .extracting(SchemaProblem::message)
                .singleElement()
                .asString()
                .contains("nobody_here", "database.username");
    }
}
