package dev.postern.gateway.directory.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** An operator's queries. */
class QueryTemplateFuzzTest {

    private static final Relation ROWS = Relation.ofKey("rows");

    /** What a template takes for a parameter the driver takes for one, and nothing else. */
    @FuzzTest
    void theDriverSeesTheParametersOfTheTemplate(byte[] bytes) throws SQLException {
        String query = new String(bytes, UTF_8);
        for (Dialect dialect : Dialect.values()) {
            QueryTemplate.Parsed parsed = QueryTemplate.parse(query, dialect);
            assertThat(parsed.template().isPresent())
                    .isEqualTo(parsed.problems().isEmpty());
            if (parsed.template().isPresent()) {
                check(parsed.template().get(), dialect);
            }
        }
    }

    private static void check(QueryTemplate template, Dialect dialect) throws SQLException {
        List<NativeQuery> statements = Parser.parseJdbcSql(template.sql(), true, true, true, false, true);
        assertThat(statements).as(template.sql()).hasSizeLessThanOrEqualTo(1);
        int marks = statements.stream()
                .mapToInt(statement -> statement.bindPositions.length)
                .sum();
        assertThat(marks).as(template.sql()).isEqualTo(template.parameterCount());
        if (dialect == Dialect.POSTFIX) {
            List<String> values = template.values(new Unit(ROWS, "a'b\\c%s?$1@d.e.test"));
            assertThat(values == null || values.size() == template.parameterCount())
                    .isTrue();
        }
    }
}
