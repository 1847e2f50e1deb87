package dev.postern.gateway.sqlfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.gateway.config.DatabaseConfig;
import dev.postern.gateway.config.JdbcUrl;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.config.QueryFile;
import dev.postern.gateway.config.SecretText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgsqlTableTest {

    private static final String DATABASE = """
            hosts = localhost
            user = reader
            dbname = mails
            """;

    private static SqlFileReading<PgsqlTable> read(String text) {
        return PgsqlTable.read(new QueryFile(Path.of("/etc/postfix/x.cf"), new SecretText(text)));
    }

    private static PgsqlTable table(String text) {
        SqlFileReading<PgsqlTable> reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return reading.table().orElseThrow();
    }

    private static String url(String text) {
        DatabaseConfig model = DatabaseConfig.of(new JdbcUrl("jdbc:postgresql://main/mails"), null, null);
        return table(text).target().database(model).url().text();
    }

    @Test
    void joinsLinesAsPostfixDoes() {
        PgsqlTable table = table(DATABASE + """
                # a comment
                query = SELECT goto
                # another one, in between

                    FROM alias
                \tWHERE address = '%s'
                """);
        assertThat(table.query().text()).isEqualTo("SELECT goto    FROM alias\tWHERE address = '%s'");
        assertThat(table.query().line()).isEqualTo(5);
        assertThat(table.query().lineAt(table.query().text().indexOf("FROM"))).isEqualTo(8);
        assertThat(table.query().lineAt(table.query().text().indexOf("WHERE"))).isEqualTo(9);
    }

    @Test
    void takesTheQueryBeforeTheOlderForms() {
        String older = """
                select_function = find_alias
                table = alias
                select_field = goto
                where_field = address
                additional_conditions = AND active
                """;
        assertThat(table(DATABASE + older + "query = SELECT 1 WHERE '%s' = ''\n")
                        .query()
                        .text())
                .isEqualTo("SELECT 1 WHERE '%s' = ''");
        assertThat(table(DATABASE + older).query().text()).isEqualTo("SELECT find_alias('%s')");
        assertThat(table(DATABASE + older.replaceFirst(".*\n", "")).query().text())
                .isEqualTo("SELECT goto FROM alias WHERE address = '%s' AND active");
    }

    @Test
    void knowsTheDefaults() {
        PgsqlTable table = table(DATABASE + "query = SELECT '%s'\n");
        assertThat(table.resultFormat().text()).isEqualTo("%s");
        assertThat(table.domains()).isEmpty();
        assertThat(table.expansionLimit()).isZero();
        assertThat(table.target().password()).isNull();
    }

    @Test
    void readsWhatStandsBesideTheQuery() {
        PgsqlTable table = table(DATABASE + """
                query = SELECT '%s'
                password = a = b $c
                result_format = smtp:[%s]
                domain = snorl.ax, !other.example
                    third.example
                expansion_limit = 1
                """);
        assertThat(table.target().password()).isEqualTo(new SecretText("a = b $c"));
        assertThat(table.resultFormat().text()).isEqualTo("smtp:[%s]");
        assertThat(table.domains()).containsExactly("snorl.ax", "!other.example", "third.example");
        assertThat(table.expansionLimit()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost                            | jdbc:postgresql://localhost:5432/mails",
                "inet:db.example:5433                 | jdbc:postgresql://db.example:5433/mails",
                "unix:db.example                      | jdbc:postgresql://db.example:5432/mails",
                "inet:[::1]:5433                      | jdbc:postgresql://[::1]:5433/mails",
                "a.example b.example:6000             | jdbc:postgresql://a.example:5432,b.example:6000/mails?loadBalanceHosts=true",
                "postgresql://me@h/db?sslmode=require | jdbc:postgresql://h:5432/db?sslmode=require",
                "postgresql://me:p%40ss@h:1/d         | jdbc:postgresql://h:1/d",
            })
    void reachesTheHostsOfTheFile(String hosts, String url) {
        assertThat(url("query = SELECT '%s'\nuser = reader\ndbname = mails\nhosts = " + hosts + "\n"))
                .isEqualTo(url);
    }

    @Test
    void asksLocalhostIfTheFileNamesNoHost() {
        assertThat(url("query = SELECT '%s'\nuser = reader\ndbname = mails\n"))
                .isEqualTo("jdbc:postgresql://localhost:5432/mails");
    }

    @Test
    void recognisesTheDatabaseOfTheConfiguration() {
        LibpqTarget target =
                table(DATABASE + "password = secret\nquery = SELECT '%s'\n").target();
        JdbcUrl url = new JdbcUrl("jdbc:postgresql://localhost/mails");
        SecretText password = new SecretText("secret");
        assertThat(target.isThe(DatabaseConfig.of(url, "reader", password))).isTrue();
        assertThat(target.isThe(DatabaseConfig.of(url, "other", password))).isFalse();
        assertThat(target.isThe(DatabaseConfig.of(url, "reader", null))).isFalse();
        assertThat(target.isThe(DatabaseConfig.of(
                        new JdbcUrl("jdbc:postgresql://localhost/mails?sslmode=require"), "reader", password)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | hosts = unix:/run/postgresql          | unix socket",
                "1 | hosts = /run/postgresql               | unix socket",
                "1 | hosts = a$b                           | no name of a host",
                "1 | hosts = h:port                        | no port",
                "1 | hosts = h:0                           | no port",
                "1 | hosts = h:0543                        | no port",
                "1 | hosts = [fe80::1%eth0]                        | no name of a host",
                "1 | hosts = postgresql://r@h/d other      | beside others",
                "1 | hosts = postgresql:r@h                | not of the form",
                "1 | hosts = postgresql://r@h/d?service=x  | no equivalent of service",
                "1 | hosts = postgresql://h/d              | no user",
                "1 | domain = hash:/etc/postfix/domains    | a file or a table",
                "1 | domain = a.example /etc/domains       | a file or a table",
                "1 | expansion_limit = many                | no number",
                "1 | result_format =                       | empty",
                "1 | no equals sign                        | not of the form name = value",
                "1 | ' hosts = a'                          | not of the form name = value",
            })
    void refusesWhatCannotBeTakenOver(int line, String bad, String what) {
        SqlFileReading<PgsqlTable> reading =
                read(bad + "\nuser = reader\ndbname = mails\npassword = s3cret\nquery = SELECT '%s'\n");
        assertThat(reading.table()).isEmpty();
        assertThat(reading.problems()).hasSize(1);
        Problem problem = reading.problems().get(0);
        assertThat(problem.toString())
                .startsWith("/etc/postfix/x.cf:" + line + ":1: ")
                .contains(what);
        assertThat(problem.toString()).doesNotContain("s3cret");
    }

    @Test
    void saysWhatIsMissingOnceForEach() {
        assertThat(read("table = alias\n").problems())
                .extracting(Problem::what)
                .containsExactly(
                        "there is no query, and no select_field, no where_field to make one of",
                        "there is no dbname",
                        "hosts: no user is named, and libpq's own default would be another one here");
        assertThat(read(" indented = first line\n" + DATABASE + "query = SELECT '%s'")
                        .problems())
                .extracting(Problem::what)
                .containsExactly("the line begins with a blank and continues nothing");
    }

    @Test
    void warnsOfWhatPostfixPassesOver() {
        SqlFileReading<PgsqlTable> reading = read(DATABASE + """
                query = SELECT '%s'
                qurey = SELECT 2
                dbname = other
                encoding = LATIN1
                idle_interval = 10
                """);
        assertThat(reading.table().orElseThrow().target().dbname()).isEqualTo("other");
        assertThat(reading.warnings())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        tuple(3, "dbname is set again on line 6, and that counts"),
                        tuple(5, "qurey is no parameter of pgsql_table(5) and not used"),
                        tuple(7, "encoding is not used: Postern talks UTF-8"));
    }

    @Test
    void neverPrintsItsText() {
        QueryFile file = new QueryFile(Path.of("/x"), new SecretText("password = s3cret"));
        assertThat(List.of(file, table(DATABASE + "password = s3cret\nquery = SELECT '%s' || 's3cret'\n"))
                        .toString())
                .doesNotContain("s3cret");
    }
}
