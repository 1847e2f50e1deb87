package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsernameCharsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                // the default: letters in both cases, digits, and four signs
                "a-z0-9.-_@ azAZ09.-_@ `+'/:;<=>?[\\]^ {|}~ü*%,`",
                // Dovecot's own spelling, without ranges
                "abcABC01.-_@ abcABC01.-_@ `d2/:[^`",
                // a dash that stands for no range: first, last, between other kinds, or backwards
                "-az -az b",
                "a- a- b",
                ".-9 .-9 /0",
                "a-9 a-9 bz58",
                "z-a zZaA- b",
                // beyond ASCII a character is itself, and U+212A (which folds to k) is no k
                "a-zü aü Ü\u212A",
            })
    void allowsWhatItLists(String chars, String allowed, String refused) {
        UsernameChars usernameChars = new UsernameChars(chars);
        assertThat(allowed.codePoints()).allMatch(usernameChars::allows);
        assertThat(refused.codePoints()).noneMatch(usernameChars::allows);
    }
}
