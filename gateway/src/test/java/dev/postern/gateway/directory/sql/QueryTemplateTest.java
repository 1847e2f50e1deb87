package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.postern.gateway.directory.AccountQuery;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTemplateTest {

    private static QueryTemplate postfix(String query) {
        return parsed(query, Dialect.POSTFIX);
    }

    private static QueryTemplate parsed(String query, Dialect dialect) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(query, dialect);
        assertThat(parsed.problems()).isEmpty();
        return parsed.template().orElseThrow();
    }

    private static @Nullable List<String> values(String query, String key) {
        return postfix(query).values(new Unit(Relation.ofKey("map"), key));
    }

    private static @Nullable List<String> values(String query, AccountQuery account) {
        QueryTemplate template = parsed(query, Dialect.DOVECOT);
        Relation relation = Relation.ofAccount("passdb", template.variables());
        return template.values(new Unit(relation, account.key(relation)));
    }

    // A literal with expansions is one value, and nothing of it stays in the SQL.
    @Test
    void makesOneParameterOfALiteral() {
        String query = "SELECT goto FROM alias WHERE address = '%u@%d' AND NOT '%s' = ''";

        assertThat(postfix(query).sql()).isEqualTo("SELECT goto FROM alias WHERE address = ? AND NOT ? = ''");
        assertThat(values(query, "Kim@snorl.ax")).containsExactly("Kim@snorl.ax", "Kim@snorl.ax");
    }

    @Test
    void keepsWhateverAKeyHoldsAsAValue() {
        for (String key :
                List.of("o'hara@x", "a\\'b@x", "x'; DROP TABLE users; --@x", "100%@x", "$1@x", "a?b@x", "%u@x")) {
            assertThat(values("SELECT 1 WHERE x = '%s'", key)).containsExactly(key);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // Doubled quotes, and escapes of E'' strings, as PostgreSQL reads them.
                "SELECT 'it''s %s'                    | it's k@x",
                "SELECT E'tab\\t%s\\\\'               | \"tab\tk@x\\\"",
                "SELECT e'it\\'s %s'                  | it's k@x",
                "SELECT E'it''s %s'                   | it's k@x",
                // A percent sign is doubled.
                "SELECT '100%% of %s'                 | 100% of k@x",
                // White space with a newline continues a literal.
                "\"SELECT 'a%s'\n -- so\n  'b'\"      | ak@xb",
                // A backslash is itself elsewhere.
                "SELECT 'a\\%s'                       | a\\k@x",
                // What an escape gives is no expansion.
                "SELECT E'%%u\\%%u %s'                | %u%u k@x",
            })
    void resolvesEscapes(String query, String value) {
        assertThat(values(query, "k@x")).containsExactly(value);
    }

    // pgsql_table(5); what was seen with postmap: a@b@c.de has the local part a@b, doubled dots collapse.
    @ParameterizedTest
    @CsvSource({
        "%s, user@mail.example.com, user@mail.example.com",
        "%S, user@mail.example.com, user@mail.example.com",
        "%u, user@mail.example.com, user",
        "%U, user@mail.example.com, user",
        "%d, user@mail.example.com, mail.example.com",
        "%D, user@mail.example.com, mail.example.com",
        "%1, user@mail.example.com, com",
        "%2, user@mail.example.com, example",
        "%3, user@mail.example.com, mail",
        "%3, user@a..example.com, a",
        "%1, user@example.com., com",
        "%u, a@b@c.de, a@b",
        "%d, a@b@c.de, c.de",
        "%u, plain, plain",
        "%s, @example.com, @example.com",
        "%d, @example.com, example.com",
        "%u, user@, user",
        "%s, user@, user@",
    })
    void expandsAsPostfixDoes(String expansion, String key, String value) {
        assertThat(values("SELECT x FROM t WHERE k = '" + expansion + "'", key)).containsExactly(value);
    }

    // Suppressed: not found without asking, because the key lacks a part.
    @ParameterizedTest
    @CsvSource({"%u,@example.com", "%d,plain", "%d,user@", "%1,plain", "%3,user@example.com", "%1,user@", "%1,user@."})
    void asksNothingWhenAPartIsMissing(String expansion, String key) {
        assertThat(values("SELECT x FROM t WHERE k = '%s' OR k = '" + expansion + "'", key))
                .isNull();
    }

    @Test
    void asksNothingForAnEmptyKey() {
        assertThat(values("SELECT x FROM t WHERE k = '%s'", "")).isNull();
    }

    // Dovecot: %u is the whole login; it is split at the first @; what is missing is empty.
    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "%u                  => a@b@c",
                "%{user}             => a@b@c",
                "%n                  => a",
                "%{username}         => a",
                "%{user | username}  => a",
                "%d                  => b@c",
                "%{domain}           => b@c",
                "%{user|domain}      => b@c",
                "%Un                 => A",
                "%LUu                => a@b@c",
                "%U{user}            => A@B@C",
                "%{user | domain | upper} => B@C",
                "%s                  => imap",
                "%{service}          => imap",
                "%{protocol}         => imap",
                "%r                  => 192.0.2.1",
                "%{remote_ip}        => 192.0.2.1",
                "%l                  => 192.0.2.2",
                "%{lip}              => 192.0.2.2",
                "%c                  => secured",
                "%Ls%Uc              => imapSECURED",
                "%{secured}          => secured",
                "x%%y%n              => x%ya",
            })
    void expandsAsDovecotDoes(String literal, String value) {
        AccountQuery account = new AccountQuery("a@b@c", "imap", "192.0.2.1", "192.0.2.2", "secured");

        assertThat(values("SELECT '" + literal + "'", account)).containsExactly(value);
    }

    @Test
    void leavesAMissingDomainEmptyForDovecot() {
        assertThat(values("SELECT '%n', '%d'", new AccountQuery("plain", "", "", "")))
                .containsExactly("plain", "");
    }

    @Test
    void saysWhichVariablesAreInputs() {
        QueryTemplate template = parsed("SELECT '%d' WHERE '%s' <> '%n' AND '%Lu' = ''", Dialect.DOVECOT);

        assertThat(template.variables()).containsExactly(AccountVariable.USER, AccountVariable.SERVICE);
        assertThat(postfix("SELECT '%s'").variables()).isEmpty();
    }

    // To the right of LIKE a key matches itself; what the operator wrote keeps its meaning.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x FROM t WHERE k LIKE '%u-%%'",
                "SELECT x FROM t WHERE k NOT ILIKE '%u-%%'",
                "SELECT x FROM t WHERE k ~~ '%u-%%' AND 1 = 1",
                "SELECT x FROM t WHERE k LIKE lower('%u-%%')",
                "SELECT x FROM t WHERE k LIKE ANY (ARRAY['x', '%u-%%'])",
                "SELECT x FROM t WHERE k LIKE 'x' || '%u-%%'",
            })
    void escapesForLike(String query) {
        assertThat(values(query, "a_b%c\\d@x")).containsExactly("a\\_b\\%c\\\\d-%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x FROM t WHERE '%u' LIKE pattern",
                "SELECT x FROM t WHERE k LIKE 'x%%' AND y = '%u'",
                "SELECT x FROM t WHERE k LIKE 'x%%' OR '%u' = y",
                "SELECT x LIKE 'y', '%u' FROM t",
                "SELECT x FROM t WHERE k LIKE (SELECT p FROM q WHERE y = '%u')",
                "SELECT CASE WHEN k LIKE 'x' THEN '%u' END",
                "SELECT x FROM t WHERE '%u' ~ regex",
                "SELECT x FROM t WHERE k ~* '^x' AND y = '%u'",
                "SELECT regexp_replace('%u', '^x', '')",
                "SELECT substring('%u' from 1 for 2)",
            })
    void leavesWhatIsNoPatternAlone(String query) {
        assertThat(values(query, "a_b@x")).containsExactly("a_b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '^',
            value = {
                // JDBC's parameter mark is doubled where it is an operator, and only there.
                "SELECT a ? 'b', a ?| c, a @? d, '?' => SELECT a ?? 'b', a ??| c, a @?? d, '?'",
                "SELECT 1 -- why?                    => SELECT 1 -- why?",
                // The operator %, doubled as pgsql_table(5) demands.
                "SELECT 5 %% 2                       => SELECT 5 % 2",
                "SELECT 'a' <%% 'b'                  => SELECT 'a' <% 'b'",
                "SELECT '10%%'                       => SELECT '10%'",
                // What only looks like a quote.
                "SELECT \"it's\" FROM t          => SELECT \"it's\" FROM t",
                "SELECT $a$it's$a$                   => SELECT $a$it's$a$",
                "SELECT /* /* it's */ */ 1           => SELECT /* /* it's */ */ 1",
                "SELECT U&'d\\0061t' , B'01'         => SELECT U&'d\\0061t' , B'01'",
                "SELECT a$1$ FROM t                  => SELECT a$1$ FROM t",
                // Plain quotes for what the driver would misread.
                "SELECT E'a''\\'?', ''             => SELECT 'a''''?', ''",
                "SELECT E'\\x41'                   => SELECT E'\\x41'",
                // One trailing semicolon is dropped.
                "SELECT 1;                           => SELECT 1",
                "SELECT 1 ; -- done                  => SELECT 1  -- done",
            })
    void leavesTheRestAsItIs(String query, String sql) {
        assertThat(postfix(query.strip()).sql()).isEqualTo(sql);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                // No parameter can stand there.
                arguments("SELECT x FROM t WHERE k = %s", "outside of quotes: write '%s'"),
                arguments("SELECT \"%s\" FROM t", "identifier"),
                arguments("SELECT $$%s$$", "dollar-quoted"),
                arguments("SELECT \u2014$t$ WHERE k = '%s'", "quotation to the driver"),
                arguments("SELECT \ud835\udc00$t$ WHERE k = '%s'", "quotation to the driver"),
                arguments("SELECT 1 -- for %s", "comment"),
                arguments("SELECT date '%s'", "CAST('%s' AS date)"),
                arguments("SELECT U&'%s'", "special notation"),
                arguments("SELECT E'\\x41%s'", "special notation"),
                arguments("SELECT E'\\%s'", "double the backslash"),
                arguments("SELECT k = $1 FROM t", "no numbers"),
                // A key's characters would mean something there.
                arguments("SELECT x FROM t WHERE k SIMILAR TO '%u'", "SIMILAR TO"),
                arguments("SELECT x FROM t WHERE k ~ '^%u$'", "the right of ~"),
                arguments("SELECT x FROM t WHERE k !~* ('^' || '%u')", "the right of !~*"),
                arguments("SELECT regexp_match(k, '%u')", "regexp_match()"),
                arguments("SELECT substring(k from '%u')", "substring()"),
                arguments("SELECT x = ANY ('{%u,%s}')", "ARRAY["),
                arguments("SELECT x FROM t WHERE k LIKE '%u' ESCAPE '!'", "ESCAPE"),
                // Nothing that is known.
                arguments("SELECT '%x'", "%x is no expansion"),
                arguments("SELECT '100%'", "%% for a percent sign"),
                arguments("SELECT 5 % 2", "write %% for the operator"),
                // Not one statement with rows.
                arguments("", "empty"),
                arguments("-- nothing", "empty"),
                arguments("UPDATE t SET x = '%s' RETURNING x", "statements that give rows"),
                arguments("SELECT 1; SELECT 2", "only one statement"),
                arguments("SELECT (1", "not closed"),
                arguments("SELECT 1) x, (SELECT 2", "not opened"),
                arguments("SELECT 'x", "without its end"),
                arguments("SELECT \"x", "without its end"),
                arguments("SELECT $a$ $b$", "without its end"),
                arguments("SELECT /* /* */ 1", "without its */"),
                // Postern's own names.
                arguments("SELECT pstn_b.c1 FROM t", "pstn_"),
                arguments("SELECT x AS \"PSTN_q\" FROM t", "pstn_"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithAReason(String query, String reason) {
        QueryTemplate.Parsed parsed = QueryTemplate.parse(query, Dialect.POSTFIX);

        assertThat(parsed.template()).isEmpty();
        assertThat(parsed.problems())
                .extracting(QueryProblem::message)
                .anySatisfy(message -> assertThat(message).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"%w, the password", "%{password}, the password", "%x, no variable %x", "%{user | md5}, filter"})
    void refusesWhatDovecotHasAndPosternHasNot(String expansion, String reason) {
        List<QueryProblem> problems = QueryTemplate.parse("SELECT '" + expansion + "'", Dialect.DOVECOT)
                .problems();

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains(reason));
    }

    @Test
    void saysThePlaceOfEachProblem() {
        List<QueryProblem> problems = QueryTemplate.parse(
                        "SELECT x\nFROM t WHERE a = %s\n  AND b ~ '%u'", Dialect.POSTFIX)
                .problems();

        assertThat(problems).extracting(QueryProblem::line).containsExactly(2, 3);
        assertThat(problems).extracting(QueryProblem::column).containsExactly(18, 11);
        assertThat(problems).extracting(QueryProblem::near).containsExactly("%s", "'%u'");
    }
}
