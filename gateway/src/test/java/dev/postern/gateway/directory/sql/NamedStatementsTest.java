package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Unit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expansions inside of identifiers. */
class NamedStatementsTest {

    private static RelationQuery passdb(String query) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(query, Dialect.DOVECOT);
        assertThat(parsed.problems()).isEmpty();
        return RelationQuery.passdb("passdb", parsed.template().orElseThrow());
    }

    private static @Nullable RelationQuery chosen(RelationQuery passdb, String service, String secured) {
        AccountQuery account = new AccountQuery("kim@snorl.ax", service, "192.0.2.1", "", secured);
        return passdb.statement(new Unit(passdb.relation(), account.key(passdb.relation())));
    }

    private static String sql(String query, String service, String secured) {
        return Objects.requireNonNull(chosen(passdb(query), service, secured))
                .template()
                .sql();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SELECT 1 FROM m WHERE m.enable%Ls%Lc=1; SELECT 1 FROM m WHERE m.enableimapsecured=1",
                "SELECT 1 FROM m WHERE m.\"enable%Ls%Lc\"=1; SELECT 1 FROM m WHERE m.\"enableimapsecured\"=1",
                "SELECT 1 FROM m WHERE %s_allowed; SELECT 1 FROM m WHERE imap_allowed",
                "SELECT 1 FROM m WHERE allow_%{service|upper}_%c; SELECT 1 FROM m WHERE allow_IMAP_secured",
                "SELECT a%s, b%s FROM \"of %c\"; SELECT aimap, bimap FROM \"of secured\"",
            })
    void putsTheServiceIntoNames(String query, String sql) {
        assertThat(sql(query, "imap", "secured")).isEqualTo(sql);
    }

    @Test
    void takesTheRestOfTheQueryAsItTakesAny() {
        RelationQuery passdb = passdb("SELECT '%s' FROM m WHERE u = '%u' AND enable%Ls%Lc AND ip = '%r'");
        AccountQuery account = new AccountQuery("kim@snorl.ax", "POP3", "192.0.2.1", "", "");
        Unit unit = new Unit(passdb.relation(), account.key(passdb.relation()));
        RelationQuery chosen = Objects.requireNonNull(passdb.statement(unit));
        assertThat(chosen.template().sql()).isEqualTo("SELECT ? FROM m WHERE u = ? AND enablepop3 AND ip = ?");
        assertThat(chosen.values(unit)).containsExactly("POP3", "kim@snorl.ax", "192.0.2.1");
    }

    /** The key of a unit must tell apart what different statements answer. */
    @Test
    void makesTheServiceAPartOfTheQuestion() {
        assertThat(passdb("SELECT enable%Ls%Lc FROM m").relation().inputs())
                .containsExactly(AccountVariable.SERVICE, AccountVariable.SECURED);
        assertThat(passdb("SELECT enable%Ls FROM m WHERE u = '%u'").relation().inputs())
                .containsExactly(AccountVariable.USER, AccountVariable.SERVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "imap=1 OR 1", "imap\"", "imap OR 1=1 --", "enableimap", "im", "ımap", "imap "})
    void hasNoStatementForServicesThatItDoesNotKnow(String service) {
        RelationQuery passdb = passdb("SELECT 1 FROM m WHERE \"enable%Ls%Lc\"=1");
        assertThat(chosen(passdb, service, "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "secured OR 1=1", "TLS"})
    void hasNoStatementForOtherWordsThanSecured(String secured) {
        assertThat(chosen(passdb("SELECT 1 FROM m WHERE enable%Ls%Lc=1"), "imap", secured))
                .isNull();
    }

    /** {@code enablequota-status} is a difference of two columns, of which Dovecot's database has none. */
    @Test
    void putsNoHyphenIntoANameWithoutQuotes() {
        assertThat(chosen(passdb("SELECT enable%s FROM m"), "quota-status", "")).isNull();
        assertThat(sql("SELECT \"enable%s\" FROM m", "quota-status", ""))
                .isEqualTo("SELECT \"enablequota-status\" FROM m");
    }

    @Test
    void isNoListOfUsers() {
        assertThat(passdb("SELECT enable%s FROM m").template().hasExpansions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT enable%u FROM m           | an expansion inside an identifier",
                "SELECT \"enable%d\" FROM m       | an expansion inside an identifier",
                "SELECT enable%s%u FROM m         | an expansion inside an identifier",
                "SELECT 1 FROM m WHERE service=%s | an expansion outside of quotes",
            })
    void refusesWhatHasNoClosedList(String query, String problem) {
        assertThat(QueryTemplate.parse(query, Dialect.DOVECOT).problems())
                .singleElement()
                .satisfies(found -> assertThat(found.reason()).startsWith(problem));
    }

    @Test
    void keepsThePlacesOfProblems() {
        String query = "SELECT enable%Ls%Lc FROM m WHERE u = %u";
        assertThat(QueryTemplate.parse(query, Dialect.DOVECOT).problems())
                .singleElement()
                .satisfies(found -> assertThat(found.column()).isEqualTo(query.indexOf("%u") + 1));
    }

    @Test
    void refusesThemInMaps() {
        assertThat(QueryTemplate.parse("SELECT enable%s FROM m", Dialect.POSTFIX)
                        .problems())
                .hasSize(1);
    }
}
