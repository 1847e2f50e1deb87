package dev.postern.dovecot.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import dev.postern.postfix.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDecoderTest {

    private static final int LIMIT = 20;

    private final Reading<LineDecoder, String> reading = reading(LIMIT);

    @ParameterizedTest
    @CsvSource({
        "'AUTH\t1\tPLAIN\n', 'AUTH\t1\tPLAIN'",
        "'\n', ''",
        "' \n', ' '",
    })
    void deliversLine(String sample, String line) throws Exception {
        reading.delivers(sample, line);
    }

    @ParameterizedTest
    @CsvSource({
        "'USER\t1\r\n', 'USER\t1'",
        "'\r\n', ''",
        // P-26: only the one before the LF belongs to the line's end
        "'a\r\r\n', 'a\r'",
        "'a\rb\n', 'a\rb'",
    })
    void stripsOneCrBeforeLf(String sample, String line) throws Exception {
        reading.delivers(sample, line);
    }

    @Test
    void passesAnyOtherByteThrough() throws Exception {
        reading.delivers("\0\u0001\u0080\u00ff\n", "\0\u0001\u0080\u00ff");
    }

    @Test
    void deliversLineAsLongAsTheLimit() throws Exception {
        String line = "x".repeat(LIMIT);
        reading.delivers(line + "\n", line);
    }

    @Test
    void diesAtTheByteThatMakesALineTooLong() throws Exception {
        LineDecoder decoder = new LineDecoder(LIMIT);
        feed(decoder, "x".repeat(LIMIT));
        assertThat(decoder.next()).isNull();
        feed(decoder, "x");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(decoder::next)
                .extracting(ProtocolException::reason)
                .isEqualTo(Reason.LINE_TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 10 * LIMIT})
    void staysDeadAfterATooLongLine(int length) throws Exception {
        LineDecoder decoder = new LineDecoder(LIMIT);
        feed(decoder, "ok\n" + "x".repeat(length) + "\nnever\n");
        assertThat(show(decoder.next())).isEqualTo("ok");
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(decoder::next);
            feed(decoder, "never\n");
        }
    }

    @Test
    void readsAuthLineUpToDovecotsLimit() throws Exception {
        String line = "x".repeat(LineDecoder.AUTH_LINE);
        assertThat(reading(LineDecoder.AUTH_LINE).read((line + "\n").getBytes(ISO_8859_1)))
                .containsExactly(line);
    }

    @Test
    void refusesChunkBeforeTheLastOneIsUsedUp() throws Exception {
        LineDecoder decoder = new LineDecoder(LIMIT);
        feed(decoder, "a\nb\n");
        assertThat(show(decoder.next())).isEqualTo("a");
        assertThatIllegalStateException().isThrownBy(() -> feed(decoder, "c\n"));
        assertThat(show(decoder.next())).isEqualTo("b");
    }

    @Test
    void doesNotShowWhatALineHolds() throws Exception {
        LineDecoder decoder = new LineDecoder(LIMIT);
        feed(decoder, "secret\n");
        assertThat(decoder.next()).hasToString("Line[6 bytes]");
    }

    @RepeatedTest(200)
    void readsBackWhatWasWrittenHoweverItIsCut() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        StringBuilder wire = new StringBuilder();
        List<String> written = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            String line = "x".repeat(random.nextInt(LIMIT + 1)).replace('x', (char) ('a' + i));
            written.add(line);
            wire.append(line).append('\n');
        }
        byte[] bytes = wire.toString().getBytes(ISO_8859_1);
        LineDecoder decoder = new LineDecoder(LIMIT);
        List<String> read = new ArrayList<>();
        for (int offset = 0, count; offset < bytes.length; offset += count) {
            count = Math.min(1 + random.nextInt(40), bytes.length - offset);
            decoder.feed(bytes, offset, count);
            for (Line line = decoder.next(); line != null; line = decoder.next()) {
                read.add(text(line));
            }
        }
        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    private static Reading<LineDecoder, String> reading(int limit) {
        return Reading.with(() -> new LineDecoder(limit), LineDecoder::feed, decoder -> show(decoder.next()));
    }

    private static void feed(LineDecoder decoder, String bytes) {
        decoder.feed(bytes.getBytes(ISO_8859_1), 0, bytes.length());
    }

    private static @Nullable String show(@Nullable Line line) {
        return line == null ? null : text(line);
    }

    private static String text(Line line) {
        StringBuilder text = new StringBuilder();
        TabFields fields = line.fields();
        while (fields.next()) {
            text.append(new String(fields.raw(0), ISO_8859_1)).append('\t');
        }
        return text.substring(0, text.length() - 1);
    }
}
