package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFormTest {

    // As a manifest writes it, and as PostgreSQL prints the first column of such an index.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "t (email); email",
                "t (lower(email)); lower(email::text)",
                "t (lower(\"usrEmail\")); lower(\"usrEmail\"::text)",
                "t (split_part(lower(email), '@', 2)); split_part(lower(email), '@'::text, 2)",
                "t ((lower(userid) || '@' || lower(domain))); ((lower(userid::text) || '@'::text) || lower(domain::text))",
                "t (('@' || address)) WHERE strpos(address, '@') = 0; ('@'::text || address::text)"
            })
    void recognisesWhatPostgresqlPrints(String written, String printed) {
        assertThat(IndexForm.of(written).isServedBy(new IndexForm("t", printed, false)))
                .isTrue();
    }

    // Another column, another function, another table.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"t; email2", "t; lower(email)", "t; email, name", "u; email"})
    void isNotServedByAnotherIndex(String table, String printed) {
        assertThat(IndexForm.of("t (email)").isServedBy(new IndexForm(table, printed, false)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"t (a), false", "t (a) WHERE a > 0, true"})
    void takesAnIndexOfSomeRowsOnlyWhereThatWillDo(String written, boolean served) {
        assertThat(IndexForm.of(written).isServedBy(new IndexForm("t", "a", true)))
                .isEqualTo(served);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "t a", "t(a)", "(a)"})
    void refusesWhatNamesNoIndex(String written) {
        assertThatThrownBy(() -> IndexForm.of(written)).hasMessageContaining("is not table (expression)");
    }
}
