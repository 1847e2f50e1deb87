package dev.postern.gateway.directory.sql;

import static dev.postern.gateway.directory.sql.SqlFixture.ask;
import static dev.postern.gateway.directory.sql.SqlFixture.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Generated literals and keys: each literal with expansions gives what PostgreSQL itself makes of the text in which
 * Postfix would have put the quoted key.
 */
class TemplateFuzzTest {
    private static final int CASES = 300;

    private static final List<String> PLAIN =
            List.of("a", " ", "''", "\\", "%%", "%s", "%s", "?", "$1", "--", "/*", "\"", "é", ";");
    private static final List<String> ESCAPED =
            List.of("a", " ", "''", "\\\\", "\\'", "\\t", "\\%%", "\\a", "%%", "%s", "%s", "?", "$1", "--", "é");
    private static final List<String> KEYS =
            List.of("k", "'", "\\", "%", "_", "%s", "\"", "?", "$1", "é", " ", ";", "--", "E'");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private String some(List<String> parts, int most) {
        return random.ints(random.nextInt(most) + 1, 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    private String literal() {
        boolean escapes = random.nextBoolean();
        List<String> parts = escapes ? ESCAPED : PLAIN;
        String more = random.nextInt(4) == 0 ? "'\n -- it's\n '" + some(parts, 4) : "";
        return (escapes ? "E'" : "'") + some(parts, 8) + more + "'";
    }

    /** As Postfix does it; an E'' literal needs its backslashes doubled besides, which Postfix forgets. */
    private static String expanded(String literal, String key) {
        String quoted = key.replace("'", "''");
        String value = literal.startsWith("E") ? quoted.replace("\\", "\\\\") : quoted;
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            if (literal.startsWith("%s", i) || literal.startsWith("%%", i)) {
                sql.append(literal.startsWith("%s", i) ? value : "%");
                i++;
            } else {
                sql.append(literal.charAt(i));
            }
        }
        return sql.toString();
    }

    @BeforeAll
    static void evaluator() {
        SqlServer.execute("""
                CREATE OR REPLACE FUNCTION fuzz_evaluate(sql text) RETURNS text LANGUAGE plpgsql AS
                $$ DECLARE result text; BEGIN EXECUTE sql INTO result; RETURN result; END $$
                """);
    }

    @Test
    void givesWhatPostgresqlMakesOfTheExpandedText() throws SQLException {
        List<RelationQuery> queries = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            literals.add(literal());
            queries.add(SqlFixture.map("SELECT " + literals.get(i) + ", '<%s>'"));
        }
        try (SqlSource source = source(1, queries.toArray(RelationQuery[]::new));
                Connection connection = DriverManager.getConnection(SqlServer.url())) {
            for (int i = 0; i < CASES; i++) {
                String key = some(KEYS, 5);
                assertThat(ask(source, queries.get(i), key))
                        .as("seed %d, literal %s, key %s", seed, literals.get(i), key)
                        .isEqualTo(reference(connection, literals.get(i), key));
            }
        }
    }

    /** The text travels as a value, because the driver reads some literals wrongly itself. */
    private static UnitResult reference(Connection connection, String literal, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT fuzz_evaluate(?)")) {
            statement.setString(
                    1, "SELECT concat_ws(',', " + expanded(literal, key) + ", " + expanded("'<%s>'", key) + ")");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Text(row.getString(1));
            }
        }
    }
}
