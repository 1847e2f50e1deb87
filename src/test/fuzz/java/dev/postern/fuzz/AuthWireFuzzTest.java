package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.dovecot.wire.Line;
import dev.postern.dovecot.wire.LineDecoder;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.dovecot.wire.ProtocolException;
import dev.postern.dovecot.wire.TabFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Lines and fields of Dovecot's auth protocol. */
class AuthWireFuzzTest {

    private static final int LIMIT = 40;

    @FuzzTest
    void linesAreTheSameHoweverTheyAreCut(byte[] bytes) {
        assertThat(heard(Cutting.pieces(bytes))).isEqualTo(heard(Cutting.whole(bytes)));
    }

    @FuzzTest
    void aTextIsOneFieldWhateverItHolds(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        TabFields fields = fields("x\t" + TabFields.escape(new StringBuilder(), text) + "\ty");
        assertThat(fields.next()).isTrue();
        assertThat(fields.next()).isTrue();
        assertThat(fields.text()).isEqualTo(text);
        assertThat(fields.next()).isTrue();
        assertThat(fields.text()).isEqualTo("y");
        assertThat(fields.next()).isFalse();
    }

    @FuzzTest
    void parametersAreReadAsTheyWereWritten(byte[] bytes) {
        TabFields fields = new Line(bytes, 0, bytes.length).fields();
        Parameters read = Parameters.read(fields);
        StringBuilder line = new StringBuilder();
        read.appendTo(line);
        assertThat(Parameters.read(fields(line.toString()))).isEqualTo(read);
        for (String field : read.fields()) {
            String name = field.contains("=") ? field.substring(0, field.indexOf('=')) : field;
            assertThat(read.has(name)).as(name).isTrue();
        }
    }

    private static TabFields fields(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return new Line(bytes, 0, bytes.length).fields();
    }

    private static List<Object> heard(List<byte[]> chunks) {
        LineDecoder decoder = new LineDecoder(LIMIT);
        List<Object> heard = new ArrayList<>();
        try {
            for (byte[] chunk : chunks) {
                decoder.feed(chunk, 0, chunk.length);
                for (Line line = decoder.next(); line != null; line = decoder.next()) {
                    assertThat(line.length()).isLessThanOrEqualTo(LIMIT);
                    heard.add(texts(line));
                }
            }
        } catch (ProtocolException broken) {
            heard.add(broken.reason());
        }
        return heard;
    }

    private static List<String> texts(Line line) {
        List<String> texts = new ArrayList<>();
        TabFields fields = line.fields();
        while (fields.next()) {
            texts.add(Objects.requireNonNullElse(fields.text(), "not UTF-8") + " as a number " + fields.number());
        }
        return texts;
    }
}
