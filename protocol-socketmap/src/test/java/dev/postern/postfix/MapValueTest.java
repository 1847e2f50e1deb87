package dev.postern.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapValueTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b, c", "\u007f", "\u00fcn\u00ef@x.test", "\ufffd", "\ud83d\udcee"})
    void takesTextOfAnyScript(String value) {
        assertThat(MapValue.isClean(value)).isTrue();
    }

    @Test
    void refusesEmptyValue() {
        assertThat(MapValue.isClean("")).isFalse();
    }

    @Test
    void refusesEveryControlByteAtEveryPlace() {
        for (char control = 0; control < ' '; control++) {
            assertThat(MapValue.isClean(control + "ab")).isFalse();
            assertThat(MapValue.isClean("a" + control + "b")).isFalse();
            assertThat(MapValue.isClean("ab" + control)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd83d, 0xdcee})
    void refusesHalfOfSurrogatePair(int half) {
        assertThat(MapValue.isClean((char) half + "ab")).isFalse();
        assertThat(MapValue.isClean("ab" + (char) half)).isFalse();
    }
}
