package dev.postern.postfix.netstring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.postfix.Frame;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.ProtocolException.Reason;
import dev.postern.postfix.reading.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetstringDecoderTest {

    private static final int SERVED = 20;
    private static final int DROPPED = 300;

    private final Reading<NetstringDecoder, String> reading = reading(SERVED, DROPPED);

    @ParameterizedTest
    @CsvSource({
        "'0:,', ''",
        "'4:m ok,', 'm ok'",
        "'9:NOTFOUND ,', 'NOTFOUND '",
        "'10:OK a, b, c,', 'OK a, b, c'",
    })
    void deliversPayload(String sample, String payload) throws Exception {
        reading.delivers(sample, payload);
    }

    @ParameterizedTest
    @CsvSource({
        "'1:,,', ','",
        "'3:,,,,', ',,,'",
        "'4:1:,,,', '1:,,'",
    })
    void takesCommasAndColonsInsideForPayload(String sample, String payload) throws Exception {
        reading.delivers(sample, payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"05:OK xy,", "0005:OK xy,", "0000000005:OK xy,"})
    void acceptsLeadingZerosAsPostfixDoes(String sample) throws Exception {
        reading.delivers(sample, "OK xy");
    }

    @Test
    void countsBytesAndNotCharacters() throws Exception {
        reading.delivers("2:\u00c3\u00bc,", "\u00c3\u00bc");
    }

    @Test
    void passesAnyByteThrough() throws Exception {
        reading.delivers("5:\0\n\r\u0080\u00ff,", "\0\n\r\u0080\u00ff");
    }

    @Test
    void deliversPayloadAsLongAsServed() throws Exception {
        String payload = "x".repeat(SERVED);
        reading.delivers(SERVED + ":" + payload + ",", payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {SERVED + 1, DROPPED})
    void reportsPayloadThatIsOnlyDropped(int length) throws Exception {
        reading.delivers(length + ":" + "x".repeat(length) + ",", "over-long " + length);
    }

    @ParameterizedTest
    @CsvSource({
        // no sign, no blank, no other notation
        "'-', LENGTH_NOT_DIGITS",
        "'+', LENGTH_NOT_DIGITS",
        "' ', LENGTH_NOT_DIGITS",
        "'4 ', LENGTH_NOT_DIGITS",
        "'0x', LENGTH_NOT_DIGITS",
        "'4,', LENGTH_NOT_DIGITS",
        "g, LENGTH_NOT_DIGITS",
        ":, LENGTH_EMPTY",
        // huge, known as such at the first digit too many
        "301, TOO_LONG",
        "999, TOO_LONG",
        "00000000000, LENGTH_TOO_MANY_DIGITS",
        // wrong terminator, after what is served, dropped, or nothing
        "'4:m okx', COMMA_MISSING",
        "'4:m ok:', COMMA_MISSING",
        "'0:x', COMMA_MISSING",
        "'21:123456789012345678901;', COMMA_MISSING",
    })
    void diesAtTheByteThatBreaksTheFraming(String sample, Reason reason) throws Exception {
        assertThat(reading.refuses(sample))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Reading<NetstringDecoder, String> reading(int served, int dropped) {
        return Reading.with(
                () -> new NetstringDecoder(served, dropped), NetstringDecoder::feed, decoder -> show(decoder.next()));
    }

    private static @Nullable String show(@Nullable Frame frame) {
        if (frame instanceof Frame.Payload payload) {
            return new String(payload.copy(0, payload.length()), ISO_8859_1);
        }
        return frame instanceof Frame.OverLong tooLong ? "over-long " + tooLong.length() : null;
    }
}
