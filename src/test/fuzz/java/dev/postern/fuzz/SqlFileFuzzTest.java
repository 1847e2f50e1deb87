package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.QueryFile;
import dev.postern.gateway.config.SecretText;
import dev.postern.gateway.sqlfile.DovecotSql;
import dev.postern.gateway.sqlfile.LibpqTarget;
import dev.postern.gateway.sqlfile.PgsqlTable;
import dev.postern.gateway.sqlfile.SqlFileReading;
import java.nio.file.Path;
import java.util.Properties;
import org.postgresql.Driver;

/** Files of Postfix and Dovecot that say what to ask a database. */
class SqlFileFuzzTest {

    private static final DatabaseConfig MODEL =
            DatabaseConfig.of(new JdbcUrl("jdbc:postgresql://model/mails"), null, null);

    @FuzzTest
    void aPgsqlTableIsTakenOverOrItsProblemsAreNamed(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        SqlFileReading<PgsqlTable> reading = PgsqlTable.read(file(text));
        assertThatItIsWhole(reading, text);
        reading.table().ifPresent(table -> {
            assertThat(table.expansionLimit()).isNotNegative();
            assertThat(table.query().text()).doesNotContain("\n");
            assertThatTheDriverReadsTheSame(table.target());
        });
    }

    @FuzzTest
    void aDovecotFileIsTakenOverOrItsProblemsAreNamed(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        SqlFileReading<DovecotSql> reading = DovecotSql.read(file(text));
        assertThatItIsWhole(reading, text);
        reading.table().ifPresent(sql -> assertThatTheDriverReadsTheSame(sql.target()));
    }

    private static QueryFile file(String text) {
        return new QueryFile(Path.of("x.cf"), new SecretText(text));
    }

    private static void assertThatItIsWhole(SqlFileReading<?> reading, String text) {
        int lines = text.split("\n", -1).length;
        assertThat(reading.table().isPresent()).isEqualTo(reading.problems().isEmpty());
        assertThat(reading.problems())
                .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, lines));
        assertThat(reading.warnings())
                .allSatisfy(warning -> assertThat(warning.line()).isBetween(1, lines));
    }

    private static void assertThatTheDriverReadsTheSame(LibpqTarget target) {
        Properties read = Driver.parseURL(target.database(MODEL).url().text(), new Properties());
        assertThat(read).as("a URL for the driver").isNotNull();
        assertThat(read.getProperty("PGDBNAME")).isEqualTo(target.dbname());
        String[] hosts = read.getProperty("PGHOST").split(",", -1);
        String[] ports = read.getProperty("PGPORT").split(",", -1);
        assertThat(hosts).hasSameSizeAs(target.hosts());
        for (int i = 0; i < hosts.length; i++) {
            assertThat(target.hosts().get(i)).isEqualTo(hosts[i] + ":" + ports[i]);
        }
    }
}
