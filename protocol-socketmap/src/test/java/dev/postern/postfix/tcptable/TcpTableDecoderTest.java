package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.ProtocolException.Reason;
import dev.postern.postfix.reading.Reading;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTableDecoderTest {

    private static final int SERVED = 20;
    private static final int DROPPED = 300;

    private final Reading<TcpTableDecoder, String> reading = Reading.with(
            () -> new TcpTableDecoder(SERVED, DROPPED), TcpTableDecoder::feed, decoder -> show(decoder.next()));

    @ParameterizedTest
    @ValueSource(strings = {"", "get plain@x.test", " ", "\0", "\u00c3\u00bc"})
    void deliversLineWithoutItsLf(String line) throws Exception {
        reading.delivers(line + "\n", line);
    }

    @Test
    void takesCrForTextAsPostfixDoes() throws Exception {
        reading.delivers("get a\r\n", "get a\r");
    }

    @Test
    void deliversLineAsLongAsServed() throws Exception {
        String line = "x".repeat(SERVED);
        reading.delivers(line + "\n", line);
    }

    @ParameterizedTest
    @ValueSource(ints = {SERVED + 1, DROPPED})
    void reportsLineThatIsOnlyDropped(int length) throws Exception {
        reading.delivers("x".repeat(length) + "\n", "over-long " + length);
    }

    @Test
    void diesAtTheFirstByteTooMany() throws Exception {
        assertThat(reading.refuses("x".repeat(DROPPED + 1)))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LONG));
    }

    @Test
    void diesOfLineTooLongThoughItsEndIsThere() throws Exception {
        byte[] line = ("x".repeat(DROPPED + 1) + "\n").getBytes(ISO_8859_1);
        assertThat(catchException(() -> reading.read(line))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void deliveredLineIsUnharmedByTheNextOne() throws Exception {
        TcpTableDecoder decoder = new TcpTableDecoder(SERVED, DROPPED);
        feed(decoder, "ab");
        assertThat(decoder.next()).isNull();
        feed(decoder, "c\nxyz");
        Frame first = decoder.next();
        assertThat(decoder.next()).isNull();
        assertThat(show(first)).isEqualTo("abc");
    }

    @RepeatedTest(200)
    void readsAnyLinesHoweverTheyAreCut() throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        List<String> written = new ArrayList<>();
        for (int i = random.nextInt(50); i >= 0; i--) {
            byte[] line = new byte[random.nextInt(random.nextBoolean() ? SERVED : DROPPED)];
            random.nextBytes(line);
            String text = new String(line, ISO_8859_1).replace('\n', ' ');
            wire.writeBytes((text + '\n').getBytes(ISO_8859_1));
            written.add(text.length() > SERVED ? "over-long " + text.length() : text);
        }
        assertThat(reading.read(cut(wire.toByteArray(), random)))
                .as("seed %d", seed)
                .isEqualTo(written);
    }

    private static void feed(TcpTableDecoder decoder, String bytes) {
        decoder.feed(bytes.getBytes(ISO_8859_1));
    }

    private static byte[][] cut(byte[] wire, Random random) {
        List<byte[]> chunks = new ArrayList<>();
        int count;
        for (int offset = 0; offset < wire.length; offset += count) {
            count = Math.min(random.nextInt(3 * SERVED), wire.length - offset);
            chunks.add(Arrays.copyOfRange(wire, offset, offset + count));
        }
        return chunks.toArray(byte[][]::new);
    }

    private static @Nullable String show(@Nullable Frame frame) {
        if (frame instanceof Frame.Payload payload) {
            return new String(payload.copy(0, payload.length()), ISO_8859_1);
        }
        return frame instanceof Frame.OverLong tooLong ? "over-long " + tooLong.length() : null;
    }
}
