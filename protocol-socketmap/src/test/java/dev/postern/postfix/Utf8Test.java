package dev.postern.postfix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\u00fcn\u00ef", "\u20ac", "\ud83d\udcee", "\0", "\ufffd", "a\ufffdb"})
    void decodesWhatIsWellFormed(String text) {
        assertThat(decode(text.getBytes(UTF_8))).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff", // no UTF-8 has this byte
                "a\u00c3", // breaks off
                "\u00c3a", // goes on with something else
                "\u0080", // begins in the middle
                "\u00c0\u00af", // a slash, too long
                "\u00ed\u00a0\u0080", // half a surrogate pair
                "\u00f4\u0090\u0080\u0080", // beyond Unicode
                "\u00ef\u00bf\u00bd\u00ff", // an honest U+FFFD beside a broken byte
            })
    void refusesWhatIsNot(String bytes) {
        assertThat(decode(bytes.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void looksAtItsOwnBytesOnly() {
        byte[] bytes = "\u00ff\u00c3\u00bc\u00ff".getBytes(ISO_8859_1);
        assertThat(Utf8.decode(bytes, 1, 2)).contains("\u00fc");
    }

    private static Optional<String> decode(byte[] bytes) {
        return Utf8.decode(bytes, 0, bytes.length);
    }
}
