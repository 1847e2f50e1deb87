package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.Perishable;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue;
import dev.postern.gateway.directory.UnitValue.Absent;
import dev.postern.gateway.directory.UnitValue.Row;
import dev.postern.gateway.directory.UnitValue.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One key at a time: what rows mean. */
class SingleAskTest {

    @BeforeAll
    static void tables() {
        SqlServer.execute("""
                DROP TABLE IF EXISTS single;
                CREATE TABLE single (k text, v text, w text, n int, b bool, f float8);
                INSERT INTO single VALUES
                  ('one@x', 'a@x', NULL, 5, true, 1e10),
                  ('more@x', 'a@x', 'b', 1, true, 0), ('more@x', NULL, '', 2, true, 0), ('more@x', 'c@y', 'd', 3, true, 0),
                  ('blank@x', ' z ', 'x, y', 1, false, 0),
                  ('empty@x', '', NULL, NULL, NULL, NULL),
                  ('lf@x', E'a\\nb', NULL, 1, true, 0),
                  ('long@x', repeat('é', 50000), NULL, 1, true, 0),
                  ('longer@x', repeat('é', 50000) || 'x', NULL, 1, true, 0),
                  ('huge@x', repeat('x', 20000000), NULL, 1, true, 0);
                INSERT INTO single SELECT 'many@x', 'a' || i, NULL, i, true, 0 FROM generate_series(1, 10000) i;
                INSERT INTO single SELECT 'toomany@x', 'a' || i, NULL, i, true, 0 FROM generate_series(1, 10001) i;
                INSERT INTO single SELECT 'nothing@x', NULL, '', NULL, NULL, NULL FROM generate_series(1, 50);
                """);
    }

    private static UnitResult lookup(String query, String key) {
        RelationQuery map = map(query);
        try (SqlSource source = source(2, map)) {
            return ask(source, map, key);
        }
    }

    // All rows and columns, joined with commas; NULL and empty strings dropped; nothing trimmed.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"one@x | a@x", "more@x | a@x,b,c@y,d", "blank@x | \" z ,x, y\""})
    void joinsRowsAndColumns(String key, String value) {
        assertThat(lookup("SELECT v, w FROM single WHERE k = '%s' ORDER BY n", key))
                .isEqualTo(new Text(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing@x", "empty@x", "nothing@x"})
    void findsNothingInNoRowsOrEmptyOnes(String key) {
        assertThat(lookup("SELECT v, w FROM single WHERE k = '%s'", key)).isEqualTo(Absent.INSTANCE);
    }

    @Test
    void showsValuesAsPsqlDoes() {
        assertThat(lookup("SELECT n, b, f, ARRAY['a','b'], 1.50::numeric FROM single WHERE k = '%s'", "one@x"))
                .isEqualTo(new Text("5,t,10000000000,{a,b},1.50"));
    }

    @Test
    void endsWithTheRowThatEndsFirst() {
        UnitResult answer =
                lookup("SELECT v, now() + n * interval '1 hour' AS valid_until FROM single WHERE k = '%s'", "more@x");
        assertThat(answer).isInstanceOfSatisfying(Perishable.class, ending -> {
            assertThat(ending.value()).isEqualTo(new Text("a@x,c@y"));
            assertThat(ending.remaining()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(61));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL::timestamptz", "NULL"})
    void lastsWhereNoEndIsSaid(String end) {
        assertThat(lookup("SELECT v, " + end + " AS valid_until FROM single WHERE k = '%s'", "one@x"))
                .isEqualTo(new Text("a@x"));
    }

    @Test
    void refusesAnEndWithoutTimeZone() {
        assertThat(lookup("SELECT v, '2030-01-01'::date AS valid_until FROM single WHERE k = '%s'", "one@x"))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        problem -> assertThat(problem.detail()).contains("timestamptz"));
    }

    @Test
    void asksNothingWhenTheKeyLacksAPart() {
        assertThat(lookup("SELECT 'found' WHERE '%d' = '%d'", "plain")).isEqualTo(Absent.INSTANCE);
    }

    // A value is served whole or not at all.
    @ParameterizedTest
    @CsvSource({"lf@x, line feed", "longer@x, 100000 bytes", "toomany@x, 10000 rows", "huge@x, larger than any answer"})
    void refusesWhatNoReplyCanCarry(String key, String reason) {
        assertThat(lookup("SELECT v FROM single WHERE k = '%s'", key))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        failure -> assertThat(failure.detail()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"long@x", "many@x"})
    void servesWhatIsJustSmallEnough(String key) {
        assertThat(lookup("SELECT v FROM single WHERE k = '%s'", key)).isInstanceOf(Text.class);
    }

    // expansion_limit counts what is not dropped; beyond it the answer is temporary, never cut.
    @ParameterizedTest
    @CsvSource({"4, true", "3, false"})
    void keepsTheExpansionLimit(int limit, boolean served) {
        RelationQuery map =
                RelationQuery.map("map", template("SELECT v, w FROM single WHERE k = '%s'", Dialect.POSTFIX), limit);
        try (SqlSource source = source(1, map)) {
            assertThat(ask(source, map, "more@x")).isInstanceOf(served ? Text.class : Unavailable.class);
        }
    }

    @Test
    void goesOnAfterAnAnswerThatWasTooLarge() {
        RelationQuery map = map("SELECT v FROM single WHERE k = '%s'");
        try (SqlSource source = source(1, map)) {
            assertThat(ask(source, map, "huge@x")).isInstanceOf(Misconfigured.class);
            assertThat(ask(source, map, "one@x")).isEqualTo(new Text("a@x"));
        }
    }

    // What a key holds never changes what a query means.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'hara@x",
                "a\\@x",
                "a\\'@x",
                "x' OR ''=''@x",
                "%@x",
                "_@x",
                "$1@x",
                "?@x",
                "a;b@x",
                "é@x",
                "--@x"
            })
    void comparesKeysAsTheyAre(String key) {
        RelationQuery map = map("SELECT '%s', E'e:%s', count(*) FROM single WHERE k = '%s' OR k LIKE '%s'");
        try (SqlSource source = source(1, map)) {
            assertThat(ask(source, map, key)).isEqualTo(new Text(key + ",e:" + key + ",0"));
        }
    }

    @Test
    void findsNothingUnderAKeyWithNul() {
        assertThat(lookup("SELECT 'x' WHERE '%s' <> ''", "a\0b@x")).isEqualTo(Absent.INSTANCE);
    }

    // Where a literal would have become text, so does a parameter whose type PostgreSQL cannot tell.
    @Test
    void takesUndeterminedParametersForText() {
        assertThat(lookup("SELECT concat('%u', '@', '%d'), '%s' IS NULL", "a@b"))
                .isEqualTo(new Text("a@b,f"));
    }

    private static UnitResult passdb(String query) {
        RelationQuery passdb = RelationQuery.passdb("passdb", template(query, Dialect.DOVECOT));
        try (SqlSource source = source(1, passdb)) {
            return ask(source, passdb, new AccountQuery("kim@x", "imap", "", ""));
        }
    }

    @Test
    void givesThePassdbRow() {
        assertThat(passdb("SELECT '%u' AS \"user\", 'secret' AS \"Password\", NULL AS nologin, 5000 AS userdb_uid"))
                .isInstanceOfSatisfying(Row.class, row -> {
                    assertThat(row.columns())
                            .containsExactly(
                                    java.util.Map.entry("user", "kim@x"),
                                    java.util.Map.entry("password", "secret"),
                                    java.util.Map.entry("userdb_uid", "5000"));
                    assertThat(row.toString()).doesNotContain("secret");
                });
    }

    @Test
    void knowsNoUserWithoutARow() {
        assertThat(passdb("SELECT 'x' AS password WHERE '%u' = ''")).isEqualTo(Absent.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'x' AS password WHERE '%u' <> '' UNION ALL SELECT 'y' | two rows",
                "SELECT 'x' AS password, 'main' AS kind WHERE '%u' <> '' UNION ALL SELECT 'y', NULL | two rows",
                "SELECT 'x' AS password, 'app' AS kind FROM generate_series(1, 17) WHERE '%u' <> '' | more than 16",
                "SELECT 'x' AS pass WHERE '%u' <> ''                          | no column password",
                "SELECT 'x' AS pass WHERE '%u' = ''                           | no column password",
            })
    void refusesPassdbRowsThatCannotBeUsed(String query, String reason) {
        assertThat(passdb(query))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        failure -> assertThat(failure.detail()).contains(reason));
    }

    @Test
    void takesTheRowsOfAppPasswordsBehindTheUsersOwn() {
        UnitResult result =
                passdb("SELECT 'a' AS password, 'app' AS kind, timestamptz '2026-01-02 03:04:05+00' AS valid_until"
                        + " WHERE '%u' <> '' UNION ALL SELECT 'own', 'main', NULL UNION ALL SELECT 'b', 'app', NULL");
        assertThat(result)
                .isEqualTo(new Row(List.of(
                        Map.of("password", "own", "kind", "main"),
                        Map.of("password", "a", "kind", "app", "valid_until", "2026-01-02T03:04:05Z"),
                        Map.of("password", "b", "kind", "app"))));
    }

    @Test
    void takesTheFirstUserdbRow() {
        RelationQuery userdb = RelationQuery.userdb(
                "userdb", template("SELECT n AS uid FROM single WHERE k = '%u' ORDER BY n", Dialect.DOVECOT));
        try (SqlSource source = source(1, userdb)) {
            UnitResult result = ask(source, userdb, new AccountQuery("more@x", "", "", ""));
            assertThat(result).isEqualTo(new UnitValue.Row(Map.of("uid", "1")));
        }
    }
}
