package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.map;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static dev.postern.gateway.directory.sql.SqlFixture.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.gateway.directory.Failure.Unavailable;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Absent;
import dev.postern.gateway.directory.UnitValue.Row;
import dev.postern.gateway.directory.UnitValue.Text;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many keys in one statement: it answers what each key alone would have been answered. */
class BatchTest {

    private static final List<String> KEYS = List.of(
            "one@x", "ONE@x", "more@x", "missing@x", "17", "18", "key", "a_c@x", "o'hara@x", "\\@x", "100%@x", "");

    @BeforeAll
    static void tables() {
        SqlServer.execute("""
                DROP SCHEMA IF EXISTS batch CASCADE;
                DROP SCHEMA IF EXISTS apart CASCADE;
                CREATE SCHEMA apart;
                CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
                CREATE SCHEMA batch;
                SET search_path = batch, public;
                CREATE DOMAIN apart.address AS text;
                CREATE TYPE apart.mood AS ENUM ('17', '18', 'sad');
                CREATE TYPE "Mood" AS ENUM ('one@x', 'more@x');
                CREATE TABLE plain (k text, v text, key text DEFAULT 'key', n int);
                INSERT INTO plain (k, v, n) VALUES
                  ('one@x', 'b', 1), ('more@x', 'c', 3), ('more@x', 'a', 2), ('17', 'seventeen', 17),
                  ('abc@x', 'abc', 5), ('a_c@x', 'a_c', 5), ('o''hara@x', 'it''s', 7), ('\\@x', 'slash', 8), ('100%@x', '%', 9);
                CREATE TABLE typed (c citext PRIMARY KEY, i int, b bpchar(20), ch char(20), v varchar(20), d apart.address,
                                    m apart.mood, quoted "Mood", "char" "char", num numeric, js jsonb);
                INSERT INTO typed VALUES ('One@x', 17, 'one@x', 'one@x', 'one@x', 'one@x', '17', 'one@x', '1', 17, '{"one@x": 1}'),
                                         ('more@x', 18, 'more@x', 'more@x', 'more@x', 'more@x', '18', 'more@x', 'k', 18, '{"more@x": 1}');
                CREATE VIEW dicey AS SELECT k, v || (random() < 0)::text AS v FROM plain;
                CREATE VIEW below AS SELECT * FROM dicey;
                CREATE TABLE log (k text);
                CREATE TABLE big (c citext PRIMARY KEY, b bpchar(20) UNIQUE, v varchar(20) UNIQUE, i int UNIQUE);
                INSERT INTO big SELECT i, i, i, i FROM generate_series(1, 20000) i;
                ANALYZE big;
                """);
    }

    private static RelationQuery inBatch(String query) {
        return map(query.replace("FROM ", "FROM batch."));
    }

    /** What each key alone is answered. */
    private static List<UnitResult> oneByOne(RelationQuery query, List<String> keys) {
        try (SqlSource source = source(1, query)) {
            return keys.stream().map(key -> ask(source, query, key)).toList();
        }
    }

    static Stream<String> queries() {
        return Stream.of(
                // The types of keys: a bare text key would find nothing, fail, or lose the index.
                "SELECT v FROM typed WHERE c = '%s'",
                "SELECT c FROM typed WHERE c = '%s' OR 'x' = '%s'",
                "SELECT v FROM typed WHERE b = '%s'",
                "SELECT v FROM typed WHERE ch = '%s'",
                "SELECT i FROM typed WHERE v = '%s'",
                "SELECT v FROM typed WHERE d = '%s'",
                "SELECT v FROM typed WHERE \"char\" = '%s'",
                // An operator's names that collide with each other's, and with ours.
                "SELECT k.v AS key FROM plain AS k WHERE k.k = '%s' AND k.key = 'key'",
                "SELECT q.k, q.v AS n, q.v AS c1 FROM plain AS q WHERE q.k = '%s'",
                "SELECT v, v, v AS \"?column?\", 'x' FROM plain WHERE k = '%s'",
                // What would change its meaning if the queries were merged.
                "SELECT count(*), max(v) FROM plain WHERE k = '%s'",
                "SELECT v FROM plain WHERE k = '%s' ORDER BY n LIMIT 1",
                "SELECT v FROM plain WHERE k = '%s' ORDER BY n DESC",
                "SELECT v FROM plain WHERE k = '%s' OFFSET 1",
                "SELECT DISTINCT n FROM plain WHERE k = '%s' ORDER BY n",
                "SELECT string_agg(v, '+' ORDER BY v) FROM plain WHERE k = '%s' HAVING count(*) > 1",
                "SELECT rank() OVER (ORDER BY n) FROM plain WHERE k = '%s'",
                "SELECT v FROM plain WHERE k = '%s' UNION ALL SELECT v FROM typed WHERE c = '%s'",
                "WITH found AS (SELECT * FROM plain WHERE k = '%s') SELECT v FROM plain WHERE k = '%s'",
                "VALUES ('%s', '<%u>'), ('x', 'y')",
                // How it ends.
                "SELECT v FROM plain WHERE k = '%s';",
                "SELECT v FROM plain WHERE k = '%s' -- the end",
                "SELECT v FROM plain WHERE k = '%s' ; /* the end */ -- it is",
                // Parameters of all sorts.
                "SELECT '%s'",
                "SELECT '%u', '%s', E'\\t%u' FROM plain WHERE k = '%s'",
                "SELECT concat('%u', '-', '%s'), '%s' IS NULL",
                "SELECT '<' || '%u' || '>' || '%s', '%s' COLLATE \"C\" FROM plain WHERE k = '%s'",
                "SELECT v FROM plain WHERE k IN ('%u', '%s') ORDER BY coalesce(nullif(v, '%s'), '%u')",
                "SELECT v FROM plain WHERE (k, '%u') = ('%s', split_part('%s', '@', 1))",
                "SELECT v FROM plain WHERE k = '%u@%d'",
                "SELECT v FROM plain WHERE k LIKE '%s'",
                "SELECT v FROM plain WHERE k LIKE '%u@%%' ORDER BY v",
                "SELECT v FROM plain WHERE upper('%s') = upper(k)",
                "SELECT v FROM typed WHERE js ? '%s'",
                "SELECT v FROM typed WHERE js ?| ARRAY['%s', '%u']",
                "SELECT a.v, b.v FROM plain a, LATERAL (SELECT v FROM plain) b WHERE a.k = '%s' ORDER BY 1, 2");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersAsEachKeyAlone(String text) {
        RelationQuery query = inBatch(text);

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            List<UnitResult> together = bottleneck.askTogether(query, KEYS);

            assertThat(together).isEqualTo(oneByOne(query, KEYS));
            assertThat(together).anyMatch(Text.class::isInstance);
            assertThat(bottleneck.source.statistics().batches()).isEqualTo(1);
            assertThat(bottleneck.source.statistics().failures().values()).containsOnly(0L);
        }
    }

    // Types that take no other text: one key that does not fit must not hide the others' rows.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT v FROM typed WHERE i = '%s'",
                "SELECT v FROM typed WHERE num = '%s'",
                "SELECT v FROM typed WHERE m = '%s'",
                "SELECT v FROM typed WHERE i = '%s' OR c = '%s'"
            })
    void castsKeysToTheirColumnsType(String text) {
        RelationQuery query = inBatch(text);

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            assertThat(bottleneck.askTogether(query, List.of("17", "18")))
                    .containsExactly(new Text("one@x"), new Text("more@x"));
            assertThat(bottleneck.source.statistics().batches()).isEqualTo(1);
            assertThat(bottleneck.askTogether(query, List.of("17", "kim@x", "18")))
                    .satisfiesExactly(
                            fits -> assertThat(fits).isEqualTo(new Text("one@x")),
                            unfit -> assertThat(unfit).isInstanceOf(Unavailable.class),
                            fits -> assertThat(fits).isEqualTo(new Text("more@x")));
        }
    }

    // A cast to another type than the column's would read the whole table for each key.
    @ParameterizedTest
    @ValueSource(strings = {"c", "b", "v", "i"})
    void usesTheIndexThatASingleKeyUses(String column) throws SQLException {
        Lane lane = new Lane(map("SELECT i FROM batch.big WHERE " + column + " = '%s'"));
        try (Connection connection = DriverManager.getConnection(SqlServer.url() + "&stringtype=unspecified")) {
            String sql = "EXPLAIN " + BatchSql.of(lane.query().template(), Inference.types(connection, lane));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", new String[] {"1", "2", "3"}));
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan");
            }
        }
    }

    @Test
    void castsToATypeWhoseNameNeedsQuotes() {
        RelationQuery query = inBatch("SELECT v FROM typed WHERE quoted = '%s'");

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            assertThat(bottleneck.askTogether(query, List.of("more@x", "one@x")))
                    .containsExactly(new Text("more@x"), new Text("one@x"));
            assertThat(bottleneck.source.statistics().batches()).isEqualTo(1);
        }
    }

    @Test
    void asksThousandsOfKeysInAFewStatements() {
        RelationQuery query = map("SELECT 'v' || '%s' WHERE length('%s') < 4");
        List<String> keys = IntStream.range(0, 2000).mapToObj(Integer::toString).toList();

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            List<UnitResult> results = bottleneck.askTogether(query, keys);

            assertThat(results.subList(0, 1000))
                    .isEqualTo(keys.subList(0, 1000).stream()
                            .map(key -> new Text("v" + key))
                            .toList());
            assertThat(results.subList(1000, 2000)).containsOnly(Absent.INSTANCE);
            assertThat(bottleneck.source.statistics().batches()).isEqualTo(8);
        }
    }

    // Whoever wrote it meant it to be done once for each question.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT random() < 2 WHERE '%s' <> ''",
                "SELECT v FROM batch.dicey WHERE k = '%s'",
                "SELECT v FROM batch.below WHERE k = '%s'",
                "WITH seen AS (INSERT INTO batch.log VALUES ('%s') RETURNING k) SELECT k FROM seen",
            })
    void asksSinglyWhatMayDoMoreThanRead(String text) {
        RelationQuery query = map(text);

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            assertThat(bottleneck.askTogether(query, List.of("one@x", "17"))).hasOnlyElementsOfType(Text.class);
            assertThat(bottleneck.source.statistics().batches()).isZero();
            assertThat(bottleneck.source.statistics().singles()).isEqualTo(3);
        }
    }

    @Test
    void letsAPoisonedRowFailItsOwnKeyOnly() {
        RelationQuery query = inBatch("SELECT 100 / (n - 1) FROM plain WHERE k = '%s'");

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            assertThat(bottleneck.askTogether(query, List.of("17", "one@x", "missing@x", "abc@x")))
                    .satisfiesExactly(
                            good -> assertThat(good).isEqualTo(new Text("6")),
                            poisoned -> assertThat(poisoned).isInstanceOf(Unavailable.class),
                            missing -> assertThat(missing).isEqualTo(Absent.INSTANCE),
                            good -> assertThat(good).isEqualTo(new Text("25")));
            assertThat(bottleneck.source.statistics().batches()).isZero();
        }
    }

    @Test
    void staysUnbatchedAfterAFailure() {
        RelationQuery query = inBatch("SELECT 100 / (n - 1) FROM plain WHERE k = '%s'");

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            bottleneck.askTogether(query, List.of("17", "one@x"));
            assertThat(bottleneck.askTogether(query, List.of("17", "abc@x")))
                    .containsExactly(new Text("6"), new Text("25"));
            assertThat(bottleneck.source.statistics().batches()).isZero();
        }
    }

    @Test
    void asksSinglyWhenTheRowsOfABatchAreTooMany() {
        RelationQuery query = map("SELECT g FROM generate_series(1, CAST('%s' AS int)) g");

        try (Bottleneck bottleneck = new Bottleneck(query)) {
            assertThat(bottleneck.askTogether(query, List.of("1", "9000", "9001", "9002", "20000")))
                    .satisfiesExactly(
                            one -> assertThat(one).isEqualTo(new Text("1")),
                            many -> assertThat(many).isInstanceOf(Text.class),
                            many -> assertThat(many).isInstanceOf(Text.class),
                            many -> assertThat(many).isInstanceOf(Text.class),
                            tooMany -> assertThat(tooMany).isInstanceOf(Misconfigured.class));
        }
    }

    @Test
    void keepsAccountsApart() {
        RelationQuery passdb = RelationQuery.passdb(
                "passdb",
                template(
                        "SELECT v AS password, k AS \"user\" FROM batch.plain WHERE k = '%u' AND '%s' = 'imap'",
                        Dialect.DOVECOT));
        List<String> keys = Stream.of("one@x", "more@x", "missing@x")
                .map(user -> new AccountQuery(user, "imap", "", "").key(passdb.relation()))
                .toList();

        try (Bottleneck bottleneck = new Bottleneck(passdb)) {
            assertThat(bottleneck.askTogether(passdb, keys))
                    .satisfiesExactly(
                            found -> assertThat(found).isEqualTo(new Row(Map.of("password", "b", "user", "one@x"))),
                            twoRows -> assertThat(twoRows).isInstanceOf(Misconfigured.class),
                            unknown -> assertThat(unknown).isEqualTo(Absent.INSTANCE));
            assertThat(bottleneck.source.statistics().batches()).isEqualTo(1);
        }
    }
}
