package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ConfigReader;
import dev.postern.gateway.config.ConfigReading;
import dev.postern.gateway.config.Problem;
import dev.postern.gateway.directory.sql.RelationQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFilesTest {
    private static final String DATABASE = "database: {url: 'jdbc:postgresql://localhost/mails', username: reader}\n";
    private static final String SAME = "user = reader\ndbname = mails\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Plan.Attempt attempt(String yaml) throws IOException {
        ConfigReading reading = ConfigReader.ofThisProcess().read(write("postern.yaml", DATABASE + yaml));
        assertThat(reading).isInstanceOf(ConfigReading.Accepted.class);
        ConfigReading.Accepted accepted = (ConfigReading.Accepted) reading;
        return PlanMaker.plan(accepted.config(), accepted.effective());
    }

    private Plan plan(String yaml) throws IOException {
        Plan.Attempt attempt = attempt(yaml);
        assertThat(attempt.problems()).isEmpty();
        return attempt.plan().orElseThrow();
    }

    private List<String> problems(String yaml) throws IOException {
        return attempt(yaml).problems().stream()
                .map(Problem::toString)
                .map(problem -> problem.replace(folder + "/", ""))
                .toList();
    }

    @Test
    void sharesAFileAndTheConnectionsOfItsDatabase() throws IOException {
        Path same = write("same.cf", SAME + "query = SELECT '%s'\n");
        Path other = write("other.cf", "user = reader\ndbname = other\nquery = SELECT '%s'\n");
        Path again = write("again.cf", "user = reader\ndbname = other\nquery = SELECT '%u'\n");
        Plan plan = plan("maps: {uid: {file: %s}, gid: {file: %s}, generic: {file: %s}, canonical: {file: %s}}\n"
                .formatted(same, same, other, again));
        assertThat(plan.maps().get(0).relation()).isSameAs(plan.maps().get(1).relation());
        assertThat(plan.queries()).hasSize(3);
        assertThat(plan.files().origins().values().stream()
                        .map(Plan.Origin::database)
                        .filter(Objects::nonNull))
                .hasSize(2)
                .allSatisfy(database ->
                        assertThat(database.url().text()).isEqualTo("jdbc:postgresql://localhost:5432/other"));
    }

    @Test
    void saysWhereAFileCannotBeTakenOver() throws IOException {
        Path file = write("x.cf", SAME + """
                query = SELECT goto
                  FROM alias
                  WHERE address = %s
                result_format = %x
                """);
        assertThat(problems("maps: {uid: {file: %s}}\n".formatted(file)))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("x.cf:5:1: query, at %s: an expansion outside"))
                .anySatisfy(problem -> assertThat(problem).startsWith("x.cf:6:1: result_format, at %x: "));
    }

    @Test
    void refusesNamesOfColumnsThatDependOnTheLogin() throws IOException {
        Path file = write("sql.ext", """
                driver = pgsql
                connect = host=localhost dbname=mails user=reader
                default_pass_scheme = ROT13
                password_query = SELECT password FROM mailbox \\
                  WHERE username = '%u' AND enable%Ls%Ud=1
                """);
        assertThat(problems("dovecotSql: %s\n".formatted(file)))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("sql.ext:3:1: default_pass_scheme: "))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("sql.ext:5:1: password_query, at enable%Ls%Ud: an expansion inside an identifier"));
    }

    @Test
    void takesTheSchemeAndTheMailSettingsFromThePasswordQuery() throws IOException {
        Path file = write("sql.ext", """
                driver = pgsql
                connect = host=localhost dbname=mails user=reader
                default_pass_scheme = SHA512
                password_query = SELECT password, home AS userdb_home FROM users WHERE userid = '%u'
                """);
        Plan plan = plan("dovecotSql: %s\n".formatted(file));
        RelationQuery userdb = Objects.requireNonNull(plan.userdb());
        assertThat(plan.files().defaultScheme()).isEqualTo("SHA512");
        assertThat(plan.files().origins().get(userdb.relation()))
                .isEqualTo(new Plan.Origin(file.toString(), 4, true, null));
        assertThat(plan.files().iterate()).isEqualTo(new Plan.Origin(file.toString(), 1, false, null));
    }

    /** Which is how a reload notices. */
    @Test
    void readsAFileThatWasChangedAsAnotherConfiguration() throws IOException {
        Path yaml = write("postern.yaml", DATABASE + "maps: {uid: {file: %s}}\n".formatted(folder.resolve("x.cf")));
        write("x.cf", SAME + "query = SELECT '%s'\n");
        ConfigReading before = ConfigReader.ofThisProcess().read(yaml);
        write("x.cf", SAME + "query = SELECT '%u'\n");
        ConfigReading after = ConfigReader.ofThisProcess().read(yaml);
        assertThat(((ConfigReading.Accepted) after).config().maps())
                .isNotEqualTo(((ConfigReading.Accepted) before).config().maps());
    }

    @Test
    void chainsTheFilesOfOneMap() throws IOException {
        Path one = write("one.cf", SAME + "query = SELECT '%s'\n");
        Path two = write("two.cf", SAME + "query = SELECT '%u'\n");
        Plan plan = plan("maps: {uid: {files: [%s, %s]}}\n".formatted(one, two));
        assertThat(plan.files().chains().get(plan.maps().get(0).relation()))
                .containsExactlyElementsOf(
                        plan.queries().stream().map(RelationQuery::relation).toList());
        assertThat(plan.queries())
                .hasSize(2)
                .allSatisfy(query ->
                        assertThat(plan.asks(plan.maps().get(0), query)).isTrue());
    }
}
