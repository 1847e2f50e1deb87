package dev.postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0", "\0a"})
    void keyIsNeverEmptyAndHasNoNul(String key) {
        assertThat(MapText.isKey(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "*", "a\tb\n", "\"a b\"@x.test"})
    void keyMayBeAnythingElse(String key) {
        assertThat(MapText.isKey(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b, c", "\u007f", "\u00fcn\u00ef@x.test", "\ufffd", "\ud83d\udcee"})
    void cleanTextMayBeOfAnyScript(String value) {
        assertThat(MapText.isClean(value)).isTrue();
    }

    @Test
    void cleanTextIsNotEmpty() {
        assertThat(MapText.isClean("")).isFalse();
    }

    @Test
    void cleanTextHasNoControlByteAnywhere() {
        for (char control = 0; control < ' '; control++) {
            assertThat(MapText.isClean(control + "ab")).isFalse();
            assertThat(MapText.isClean("a" + control + "b")).isFalse();
            assertThat(MapText.isClean("ab" + control)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd83d, 0xdcee})
    void cleanTextHasNoHalfOfSurrogatePair(int half) {
        assertThat(MapText.isClean((char) half + "ab")).isFalse();
        assertThat(MapText.isClean("ab" + (char) half)).isFalse();
    }
}
