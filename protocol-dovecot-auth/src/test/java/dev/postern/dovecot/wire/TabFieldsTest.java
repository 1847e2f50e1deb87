package dev.postern.dovecot.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TabFieldsTest {

    private static final String ALPHABET = "\0\u0001\t\n\r0trn1=a\u00fc\u20ac";

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "'a', 1",
        "'a\tb', 2",
        "'\t', 2",
        "'a\t\tb', 3",
        "'a\t', 2",
    })
    void everyTabStartsAField(String line, int fields) {
        assertThat(texts(line)).hasSize(fields);
    }

    @ParameterizedTest
    @CsvSource({
        // the five that are written
        "'a\u00010b', 'a\0b'",
        "'a\u00011b', 'a\u0001b'",
        "'a\u0001tb', 'a\tb'",
        "'a\u0001nb', 'a\nb'",
        "'a\u0001rb', 'a\rb'",
        "'\u00011t', '\u0001t'",
        "'\u0001t\u0001n', '\t\n'",
        // what nobody writes, read as Dovecot reads it
        "'a\u0001lb', 'alb'",
        "'a\u0001', 'a'",
        "'\u0001', ''",
        "'a\u0001\u0001b', 'a\u0001b'",
        "plain, plain",
        "'\u00c3\u00bc\u0001t', '\u00fc\t'",
    })
    void unescapes(String field, String text) {
        assertThat(texts(field)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff", "a\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u0001t\u00ff"})
    void whatIsNotUtf8IsNoText(String field) {
        assertThat(texts(field)).containsExactly((String) null);
    }

    @Test
    void replacementCharacterThatWasMeantIsText() {
        assertThat(texts("\u00ef\u00bf\u00bd")).containsExactly("\uFFFD");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4294967295, 4294967295", "2998403073, 2998403073", "0000000007, 7"})
    void readsNumbersOf32Bits(String field, long number) {
        TabFields fields = Lines.of(field).fields();
        assertThat(fields.next()).isTrue();
        assertThat(fields.number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4294967296", "99999999999", "-1", "+1", " 1", "1 ", "1x", "0x1", "\u00b9", "00000000001"})
    void anythingElseIsNoNumber(String field) {
        TabFields fields = Lines.of(field).fields();
        assertThat(fields.next()).isTrue();
        assertThat(fields.number()).isEqualTo(-1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Lines.of(field).fields().nextNumber())
                .extracting(ProtocolException::reason)
                .isEqualTo(Reason.FIELD_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "x", "4294967296"})
    void idIsANumberButNotZero(String field) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Lines.of(field).fields().nextId())
                .extracting(ProtocolException::reason)
                .isEqualTo(Reason.BAD_ID);
    }

    @Test
    void comparesWholeWordsAndBeginnings() {
        TabFields fields = Lines.of("AUTH\tresp=x").fields();
        assertThat(fields.next()).isTrue();
        assertThat(fields.is("AUTH")).isTrue();
        assertThat(fields.is("AUT")).isFalse();
        assertThat(fields.is("AUTHS")).isFalse();
        assertThat(fields.is("auth")).isFalse();
        assertThat(fields.next()).isTrue();
        assertThat(fields.startsWith("resp=")).isTrue();
        assertThat(fields.startsWith("resp=xy")).isFalse();
        assertThat(fields.raw(5)).asString(ISO_8859_1).isEqualTo("x");
        assertThat(fields.next()).isFalse();
    }

    @Test
    void skipsEmptyFields() {
        TabFields fields = Lines.of("\t\ta\t\t").fields();
        assertThat(fields.nextFilled()).isTrue();
        assertThat(fields.text()).isEqualTo("a");
        assertThat(fields.nextFilled()).isFalse();
    }

    @RepeatedTest(200)
    void whateverIsEscapedIsOneFieldOfOneLineAndReadsBack() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        String escaped = TabFields.escape(new StringBuilder(), text.toString()).toString();
        assertThat(escaped).as("seed %d", seed).doesNotContain("\t", "\n", "\r", "\0");
        String wire = new String(escaped.getBytes(UTF_8), ISO_8859_1);
        assertThat(texts(wire)).as("seed %d", seed).containsExactly(text.toString());
    }

    private static List<@Nullable String> texts(String line) {
        List<@Nullable String> texts = new ArrayList<>();
        TabFields fields = Lines.of(line).fields();
        while (fields.next()) {
            texts.add(fields.text());
        }
        return texts;
    }
}
