package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "plain@x.test, plain@x.test",
        "'with space@x.test', with%20space@x.test",
        "100%@x.test, 100%25@x.test",
        "'tab\t@x', tab%09@x",
        "\u00fcn\u00ef@x.test, %C3%BCn%C3%AF@x.test",
        "'a\"b@x', 'a\"b@x'",
        "'a b%c\nd', a%20b%25c%0Ad",
        "'@+=,!~', '@+=,!~'",
        "'\0\u007f', %00%7F",
    })
    void codesAsPostfixDoesAndReadsItBack(String plain, String coded) {
        assertThat(PercentCoding.encode(plain)).isEqualTo(coded);
        assertThat(decode(coded)).contains(plain);
    }

    @Test
    void readsLowerCaseDigitsToo() {
        assertThat(decode("%c3%bC")).contains("\u00fc");
    }

    @Test
    void toleratesBytesThatShouldHaveBeenCoded() {
        assertThat(decode("a b\r\u00fc")).contains("a b\r\u00fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%2", "a%2", "%%20", "%2g", "%g2", "%+2", "%-1", "% 2", "%\u00fc2", "%20%"})
    void refusesPercentWithoutTwoDigits(String coded) {
        assertThat(PercentCoding.decode(coded.getBytes(ISO_8859_1))).isEmpty();
    }

    private static Optional<String> decode(String coded) {
        return PercentCoding.decode(coded.getBytes(UTF_8)).map(plain -> new String(plain, UTF_8));
    }
}
