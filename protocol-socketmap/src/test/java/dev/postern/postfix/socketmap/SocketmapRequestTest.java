package dev.postern.postfix.socketmap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.netstring.NetstringDecoder;
import dev.postern.postfix.reading.Reading;
import dev.postern.postfix.socketmap.SocketmapRequest.Lookup;
import dev.postern.postfix.socketmap.SocketmapRequest.Malformed;
import dev.postern.postfix.socketmap.SocketmapRequest.Unmatchable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketmapRequestTest {

    private final Reading<NetstringDecoder, SocketmapRequest> reading = Reading.with(
            () -> new NetstringDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED),
            NetstringDecoder::feed,
            decoder -> parse(decoder.next()));

    @ParameterizedTest
    @CsvSource({
        "'4:m ok,', m, ok",
        "'19:m MiXed@Example.COM,', m, MiXed@Example.COM",
        "'29:vmbox \"quoted user\"@vdom.test,', vmbox, '\"quoted user\"@vdom.test'",
        "'27:vmbox quoted user@vdom.test,', vmbox, 'quoted user@vdom.test'",
        "'11:transport *,', transport, *",
    })
    void readsWhatPostfixAsks(String sample, String map, String key) throws Exception {
        reading.delivers(sample, new Lookup(map, key));
    }

    @ParameterizedTest
    @CsvSource({
        "'6:m a,b,,', 'a,b,'",
        "'4:m  a,', ' a'",
        "'4:m a ,', 'a '",
        "'3:m  ,', ' '",
        "'7:m 1:m a,', '1:m a'",
    })
    void splitsAtTheFirstSpaceOnly(String sample, String key) throws Exception {
        reading.delivers(sample, new Lookup("m", key));
    }

    @Test
    void readsKeyInUtf8() throws Exception {
        reading.delivers("11:m \u00c3\u00bcn\u00c3\u00af@x.t,", new Lookup("m", "\u00fcn\u00ef@x.t"));
    }

    @ParameterizedTest
    @CsvSource({
        "'2:m ,', the key is empty",
        "'3:m \u00ff,', no UTF-8 has this byte",
        "'4:m a\u00c3,', the last character breaks off",
        "'3:m \0,', nothing but NUL",
        "'5:m a\0b,', what follows the NUL would be lost",
    })
    void keyThatCannotExistIsUnmatchable(String sample, String why) throws Exception {
        reading.delivers(sample, new Unmatchable("m"));
    }

    @ParameterizedTest
    @CsvSource({
        "'0:,', WITHOUT_SPACE",
        "'4:mapx,', WITHOUT_SPACE",
        "'2: k,', WITHOUT_MAP",
        "'1: ,', WITHOUT_MAP",
        "'3:\u00ff k,', MAP_NOT_UTF8",
    })
    void requestWithoutMapOrKeyIsMalformed(String sample, Malformed malformed) throws Exception {
        reading.delivers(sample, malformed);
    }

    @Test
    void servesRequestOfTenThousandBytes() throws Exception {
        String key = "k".repeat(FrameDecoder.SERVED - 2);
        reading.delivers(FrameDecoder.SERVED + ":m " + key + ",", new Lookup("m", key));
        assertThat(FrameDecoder.SERVED).isGreaterThan(10_000 + "m ".length());
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameDecoder.SERVED + 1, FrameDecoder.DROPPED})
    void answersOverLongRequest(int length) throws Exception {
        reading.delivers(length + ":m " + "k".repeat(length - 2) + ",", Malformed.OVER_LONG);
    }

    @ParameterizedTest
    @CsvSource({"'', k", "'a b', k", "m, ''", "m, 'a\0b'"})
    void refusesLookupThatWouldBeReadAsAnother(String map, String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lookup(map, key));
    }

    @Test
    void lookupEncodesItself() throws Exception {
        Lookup lookup = new Lookup("m", "a b,\u00fc");
        assertThat(lookup.encode()).asString(UTF_8).isEqualTo("8:m a b,\u00fc,");
        reading.delivers(lookup.encode(), lookup);
    }

    @Test
    void saysWhatIsMalformedInCleanWords() {
        for (Malformed malformed : Malformed.values()) {
            assertThat(new SocketmapReply.Permanent(malformed.reason()).encode())
                    .asString(ISO_8859_1)
                    .contains("PERM " + malformed.reason());
        }
    }

    private static @Nullable SocketmapRequest parse(@Nullable Frame frame) {
        return frame == null ? null : SocketmapRequest.parse(frame);
    }
}
