package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.askAll;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.template;
import static dev.postern.gateway.directory.sql.SqlFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries that cannot work: what is said, and that they work as soon as they can. */
class BrokenQueryTest {

    @BeforeEach
    void tables() {
        SqlServer.execute("""
                DROP SCHEMA IF EXISTS broken CASCADE;
                DROP ROLE IF EXISTS poor;
                CREATE ROLE poor LOGIN;
                CREATE SCHEMA broken;
                CREATE TABLE broken.t (k text, v text);
                INSERT INTO broken.t VALUES ('a', '{PLAIN}secret');
                GRANT USAGE ON SCHEMA broken TO poor;
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT v FROM broken.missing WHERE k = '%s', broken.missing, 42P01",
        "SELECT w FROM broken.t WHERE k = '%s', column, 42703",
        "SELECT v FROM broken.t WHERE k = nope('%s'), nope, 42883",
        "SELECT v FROM broken.t WHERE k == '%s', ==, 42883",
        "SELECT v FROM broken.t WHERE WHERE k = '%s', WHERE, 42601",
        "SELECT v FROM broken.t WHERE k = '%s', permission denied, 42501",
    })
    void saysWhatIsWrongWithTheQuery(String query, String what, String state) {
        RelationQuery map = map(query);
        DatabaseSettings poor = new DatabaseSettings(SqlServer.url("poor"), null, () -> null, 1, Duration.ofSeconds(5));
        try (SqlSource source = new SqlSource(poor, List.of(map), System::nanoTime, change -> {})) {
            assertThat(ask(source, map, "a"))
                    .isInstanceOfSatisfying(
                            Misconfigured.class,
                            failure -> assertThat(failure.detail()).contains("map", what, state));
        }
    }

    @Test
    void servesAViewThatIsCreatedLater() {
        RelationQuery map = map("SELECT v FROM broken.later WHERE k = '%s'");
        try (SqlSource source = source(2, map)) {
            assertThat(askAll(source, map, List.of("a", "b", "c"))).hasOnlyElementsOfType(Misconfigured.class);
            SqlServer.execute("CREATE VIEW broken.later AS SELECT k, 'now' AS v FROM broken.t");
            until(() -> ask(source, map, "a").equals(new Text("now")));
        }
    }

    @Test
    void followsAViewThatChanges() {
        SqlServer.execute("CREATE VIEW broken.changing AS SELECT k, 'one' AS v FROM broken.t");
        RelationQuery map = map("SELECT * FROM broken.changing WHERE k = '%s'");
        try (SqlSource source = source(1, map)) {
            assertThat(ask(source, map, "a")).isEqualTo(new Text("a,one"));
            SqlServer.execute(
                    "CREATE OR REPLACE VIEW broken.changing AS SELECT k, 'one' AS v, 'two' AS w FROM broken.t");
            assertThat(ask(source, map, "a")).isEqualTo(new Text("a,one,two"));
            SqlServer.execute(
                    "DROP VIEW broken.changing; CREATE VIEW broken.changing AS SELECT 'x' AS k2, k FROM broken.t");
            assertThat(ask(source, map, "a")).isEqualTo(new Text("x,a"));
        }
    }

    // Each try of a broken query costs a line in the server's log.
    @Test
    void doesNotAskABrokenQueryAllTheTime() {
        RelationQuery map = map("SELECT v FROM broken.missing WHERE k = '%s'");
        try (SqlSource source = source(1, map)) {
            for (int i = 0; i < 500; i++) {
                assertThat(ask(source, map, "k" + i)).isInstanceOf(Misconfigured.class);
            }
            assertThat(source.statistics().singles()).isLessThan(20);
        }
    }

    @Test
    void keepsServingWhenAFunctionRaisesSuchAnErrorForSomeKeys() {
        SqlServer.execute("""
                CREATE FUNCTION broken.fussy(key text) RETURNS text LANGUAGE plpgsql STABLE AS
                $$ BEGIN IF key = 'bad' THEN RAISE undefined_table; END IF; RETURN '<' || key || '>'; END $$
                """);
        RelationQuery map = map("SELECT broken.fussy('%s')");
        try (SqlSource source = source(1, map)) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(source, map, "bad")).isInstanceOf(Misconfigured.class);
                assertThat(ask(source, map, "good")).isEqualTo(new Text("<good>"));
            }
        }
    }

    @Test
    void failsOnlyTheKeyWhoseDataIsAtFault() {
        RelationQuery map = map("SELECT CAST('%s' AS int)");
        try (SqlSource source = source(1, map)) {
            List<String> keys = IntStream.range(0, 50)
                    .mapToObj(i -> i % 10 == 5 ? "x" + i : "" + i)
                    .toList();
            List<UnitResult> results = askAll(source, map, keys);
            for (int i = 0; i < keys.size(); i++) {
                assertThat(results.get(i)).isInstanceOf(i % 10 == 5 ? Unavailable.class : Text.class);
            }
        }
    }

    // An error about data may quote a column, and a column may hold a password.
    @Test
    void keepsTheTextOfDataOutOfReasons() {
        RelationQuery passdb = RelationQuery.passdb(
                "passdb", template("SELECT v::int AS password FROM broken.t WHERE k = '%u'", Dialect.DOVECOT));
        try (SqlSource source = source(1, passdb)) {
            assertThat(ask(source, passdb, new AccountQuery("a", "", "", "")))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.detail())
                                    .contains("22P02")
                                    .doesNotContain("secret"));
        }
    }
}
