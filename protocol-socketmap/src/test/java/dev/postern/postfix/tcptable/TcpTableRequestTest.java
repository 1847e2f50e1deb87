package dev.postern.postfix.tcptable;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.reading.Reading;
import dev.postern.postfix.tcptable.TcpTableRequest.Get;
import dev.postern.postfix.tcptable.TcpTableRequest.Malformed;
import dev.postern.postfix.tcptable.TcpTableRequest.Put;
import dev.postern.postfix.tcptable.TcpTableRequest.Unmatchable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpTableRequestTest {

    private final Reading<TcpTableDecoder, TcpTableRequest> reading = Reading.with(
            () -> new TcpTableDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED),
            TcpTableDecoder::feed,
            decoder -> parse(decoder.next()));

    @ParameterizedTest
    @CsvSource({
        "get plain@x.test, plain@x.test",
        "get with%20space@x.test, 'with space@x.test'",
        "get 100%25@x.test, 100%@x.test",
        "get tab%09x@y, 'tab\tx@y'",
        "get %C3%BCn%C3%AF@x.test, \u00fcn\u00ef@x.test",
        "'get a\"b@x', 'a\"b@x'",
        "get enc, enc",
        "get *, *",
    })
    void readsWhatPostfixAsks(String line, String key) throws Exception {
        reading.delivers(line + "\n", new Get(key));
        assertThat(new Get(key).encode()).asString(US_ASCII).isEqualTo(line + "\n");
    }

    @ParameterizedTest
    @CsvSource({"'get a b', 'a b'", "'get  a', ' a'", "'get a\r', 'a\r'", "get %c3%bc, \u00fc"})
    void readsKeyThatAnotherClientMayCodeOtherwise(String line, String key) throws Exception {
        reading.delivers(line + "\n", new Get(key));
    }

    @ParameterizedTest
    @CsvSource({
        "'get ', the key is empty",
        "get %FF, no UTF-8 has this byte",
        "get \u00ff, nor if it is not coded",
        "get a%C3, the last character breaks off",
        "get a%00b, what follows the NUL would be lost",
    })
    void keyThatCannotExistIsUnmatchable(String line, String why) throws Exception {
        reading.delivers(line + "\n", new Unmatchable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"put a b", "put ", "put %"})
    void changesNothing(String line) throws Exception {
        reading.delivers(line + "\n", new Put());
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNKNOWN_COMMAND",
        "get, UNKNOWN_COMMAND",
        "get\ta, UNKNOWN_COMMAND",
        "GET a, UNKNOWN_COMMAND",
        "' get a', UNKNOWN_COMMAND",
        "delete a, UNKNOWN_COMMAND",
        "\u00ff a, UNKNOWN_COMMAND",
        "get %, BROKEN_CODING",
        "get a%2, BROKEN_CODING",
        "get %zz, BROKEN_CODING",
    })
    void anythingElseIsMalformed(String line, Malformed malformed) throws Exception {
        reading.delivers(line + "\n", malformed);
    }

    @Test
    void servesRequestOfTenThousandBytes() throws Exception {
        String key = "k".repeat(FrameDecoder.SERVED - "get ".length());
        reading.delivers("get " + key + "\n", new Get(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameDecoder.SERVED + 1, FrameDecoder.DROPPED})
    void answersOverLongRequest(int length) throws Exception {
        reading.delivers("get " + "k".repeat(length - "get ".length()) + "\n", Malformed.OVER_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b"})
    void refusesKeyThatCannotExist(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Get(key));
    }

    @Test
    void saysWhatIsMalformedInCleanWords() {
        for (Malformed malformed : Malformed.values()) {
            TcpTableReply.Temporary reply = new TcpTableReply.Temporary(malformed.reason());
            assertThat(reply.encode()).asString(US_ASCII).startsWith("400 ").endsWith("\n");
        }
    }

    private static @Nullable TcpTableRequest parse(@Nullable Frame frame) {
        return frame == null ? null : TcpTableRequest.parse(frame);
    }
}
