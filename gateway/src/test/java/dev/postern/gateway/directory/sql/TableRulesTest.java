package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRulesTest {

    private static ResultFormat format(String template) {
        return ResultFormat.parse(template).format().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // the element and its parts
                "%s        | k@d.e     | x@y     | x@y",
                "[%s]      | k@d.e     | x@y     | [x@y]",
                "%u%%%d    | k@d.e     | x@y     | x%y",
                "%u        | k@d.e     | x       | x",
                "%u        | k@d.e     | a@b@c   | a@b",
                "%d        | k@d.e     | a@b@c   | c",
                // what lacks a part is left out
                "%d        | k@d.e     | x       | -",
                "%d        | k@d.e     | x@      | -",
                "%u        | k@d.e     | @y      | -",
                "%s        | k@d.e     | ''      | -",
                // the key and its parts
                "%S        | k@d.e     | x       | k@d.e",
                "%U-%D-%s  | k@d.e     | x       | k-d.e-x",
                "%1.%2     | k@d.e     | x       | e.d",
                "const     | k@d.e     | x       | const",
            })
    void formatsEachElement(String template, String key, String element, String served) {
        assertThat(format(template).apply(key, element)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "%s, k, true",
        "%d, k, true",
        "%D, k, false",
        "%D, k@, false",
        "%U, @d, false",
        "%U, k, true",
        "%S, k, true",
        "%2, k@d, false",
        "%2, k@d.e, true",
        "%2, k, false",
    })
    void asksForNoKeyThatLacksAPartOfTheFormat(String template, String key, boolean asked) {
        assertThat(format(template).suits(key)).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%x", "50%", "%0"})
    void refusesWhatIsNoExpansion(String template) {
        assertThat(ResultFormat.parse(template).format()).isEmpty();
        assertThat(ResultFormat.parse(template).problem()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "k@snorl.ax, true",
        "k@SNORL.ax, true",
        "k@sub.snorl.ax, false",
        "k@other.example, false",
        "k@no.example, false",
        "k@, false",
        "@snorl.ax, false",
        "snorl.ax, false",
        "k, false",
    })
    void asksForAddressesOfTheDomainsOnly(String key, boolean asked) {
        assertThat(KeyDomains.of(List.of("Snorl.AX", "!no.example")).admit(key)).isEqualTo(asked);
        assertThat(KeyDomains.of(List.of()).admit(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'!a,a', false", "'a,!a', true", "'!!a', true"})
    void letsTheFirstPatternDecide(String patterns, boolean asked) {
        assertThat(KeyDomains.of(List.of(patterns.split(","))).admit("k@a")).isEqualTo(asked);
    }
}
