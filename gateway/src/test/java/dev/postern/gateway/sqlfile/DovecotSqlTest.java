package dev.postern.gateway.sqlfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.config.QueryFile;
import dev.postern.gateway.config.SecretText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DovecotSqlTest {

    private static final String DATABASE = """
            driver = pgsql
            connect = host=localhost dbname=mails user=reader
            """;

    private static SqlFileReading<DovecotSql> read(String text) {
        return DovecotSql.read(new QueryFile(Path.of("/etc/dovecot/sql.ext"), new SecretText(text)));
    }

    private static DovecotSql sql(String text) {
        SqlFileReading<DovecotSql> reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.table().orElseThrow();
    }

    private static LibpqTarget target(String connect) {
        return sql("driver = pgsql\nconnect = " + connect + "\n").target();
    }

    private static String url(String connect) {
        DatabaseConfig model = DatabaseConfig.of(new JdbcUrl("jdbc:postgresql://main/mails"), null, null);
        return target(connect).database(model).url().text();
    }

    @Test
    void joinsLinesThatEndInABackslash() {
        DovecotSql sql = sql(DATABASE + """
                  # a comment
                password_query = SELECT userid AS "user", password \\
                  # in between

                  FROM users \\
                  WHERE userid = '%u'   # behind
                user_query = "SELECT home FROM users WHERE userid = '%u'"
                iterate_query = 'SELECT userid AS username FROM users'
                default_pass_scheme = SHA512-CRYPT
                """);
        String query = sql.passwordQuery().text();
        assertThat(query).isEqualTo("SELECT userid AS \"user\", password FROM users WHERE userid = '%u'");
        assertThat(sql.passwordQuery().lineAt(query.indexOf("FROM"))).isEqualTo(7);
        assertThat(sql.userQuery().text()).isEqualTo("SELECT home FROM users WHERE userid = '%u'");
        assertThat(sql.iterateQuery().text()).isEqualTo("SELECT userid AS username FROM users");
        assertThat(sql.defaultPassScheme().text()).isEqualTo("SHA512-CRYPT");
    }

    @Test
    void takesAHashInQuotesForItself() {
        assertThat(sql(DATABASE + "user_query = SELECT '#1' AS home, '%u'\n")
                        .userQuery()
                        .text())
                .isEqualTo("SELECT '#1' AS home, '%u'");
        assertThat(sql(DATABASE + "user_query = SELECT 1#not this\n")
                        .userQuery()
                        .text())
                .isEqualTo("SELECT 1");
    }

    @Test
    void resolvesBackslashesInAQuotedValueOnly() {
        assertThat(sql(DATABASE + "user_query = \"SELECT \\\"home\\\"\"\n")
                        .userQuery()
                        .text())
                .isEqualTo("SELECT \"home\"");
        assertThat(sql(DATABASE + "user_query = SELECT E'\\\\x'\n").userQuery().text())
                .isEqualTo("SELECT E'\\\\x'");
    }

    @Test
    void knowsTheDefaultsOf23() {
        DovecotSql sql = sql(DATABASE);
        assertThat(sql.defaultPassScheme().text()).isEqualTo("MD5");
        assertThat(sql.passwordQuery().text()).contains("username = '%n' AND domain = '%d'");
        assertThat(sql.userQueryWritten()).isFalse();
        assertThat(sql.iterateQueryWritten()).isFalse();
        assertThat(sql.iterateQuery().text()).isEqualTo("SELECT username, domain FROM users");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "host=localhost dbname=mails user=reader           | jdbc:postgresql://localhost:5432/mails",
                "host = db port = 5433 dbname = mails user = reader| jdbc:postgresql://db:5433/mails",
                "host=a host=b port=1 dbname=mails user=r          | jdbc:postgresql://a:1,b:1/mails?loadBalanceHosts=true",
                "host=a,b port=1,2 dbname=mails user=r             | jdbc:postgresql://a:1,b:2/mails?loadBalanceHosts=true",
                "host=::1 user=r dbname='my mails'                 | jdbc:postgresql://[::1]:5432/my%20mails",
                "host=h user=r sslmode=verify-full maxconns=20     | jdbc:postgresql://h:5432/r?sslmode=verify-full",
                "host=h user=r connect_timeout=3 target_session_attrs=read-write | jdbc:postgresql://h:5432/r?targetServerType=primary",
                "postgresql://r@h/mails                            | jdbc:postgresql://h:5432/mails",
            })
    void reachesTheHostsOfTheFile(String connect, String url) {
        assertThat(url(connect)).isEqualTo(url);
    }

    @Test
    void readsPasswordsInQuotes() {
        assertThat(target("host=h user=r password='a b\\'c\\\\'").password()).isEqualTo(new SecretText("a b'c\\"));
        assertThat(target("host=h user=r password=a\\ b").password()).isEqualTo(new SecretText("a b"));
        assertThat(target("host=h user=r password=").password()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "driver = mysql           | driver is mysql, and Postern asks PostgreSQL only",
                "driver = sqlite          | driver is sqlite",
                "driver =                 | there is no driver",
                "connect = dbname=mails user=r      | no host is named, which means the unix socket",
                "connect = host=/run/pg user=r      | /run/pg is a unix socket",
                "connect = host=h user=r password='s3cret | has no end",
                "connect = host=h user=r s3cret     | not of the form keyword=value",
                "connect = host=h dbname=mails      | no user is named",
                "connect = host=h user=r service=x  | no equivalent of service",
                "connect = host=h user=r port=99999 | no port",
                "connect = host=h user=r target_session_attrs=x | is not known",
                "password_qeury = SELECT            | password_qeury is no setting",
                "!include other.conf                | !include is not followed",
                "section {                          | not of the form name = value",
                "iterate_query = SELECT \\           | goes on behind the last line",
            })
    void refusesWhatCannotBeTakenOver(String bad, String what) {
        SqlFileReading<DovecotSql> reading = read(DATABASE + bad + "\n");
        assertThat(reading.table()).isEmpty();
        assertThat(reading.problems()).hasSize(1);
        Problem problem = reading.problems().get(0);
        assertThat(problem.toString())
                .startsWith("/etc/dovecot/sql.ext:3:1: ")
                .contains(what)
                .doesNotContain("s3cret");
    }

    @Test
    void saysThatThereIsNoDatabase() {
        assertThat(read("driver = pgsql\n").problems())
                .extracting(Problem::what)
                .containsExactly("there is no connect");
    }
}
