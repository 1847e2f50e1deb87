package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.MapText;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.netstring.NetstringDecoder;
import dev.postern.postfix.socketmap.SocketmapReply;
import dev.postern.postfix.socketmap.SocketmapRequest;
import dev.postern.postfix.tcptable.TcpTableDecoder;
import dev.postern.postfix.tcptable.TcpTableReply;
import dev.postern.postfix.tcptable.TcpTableRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Requests and replies of socketmap and tcp_table. */
class LookupWireFuzzTest {

    /** Small, so that few bytes reach all three kinds of frames. */
    private static final int SERVED = 48;

    private static final int DROPPED = 64;

    @FuzzTest
    void socketmapRequestsAreTheSameHoweverTheyAreCut(byte[] bytes) {
        List<Object> whole =
                heard(new NetstringDecoder(SERVED, DROPPED), Cutting.whole(bytes), SocketmapRequest::parse);
        List<Object> cut = heard(new NetstringDecoder(SERVED, DROPPED), Cutting.pieces(bytes), SocketmapRequest::parse);
        assertThat(cut).isEqualTo(whole);
        for (Object request : whole) {
            if (request instanceof SocketmapRequest.Lookup lookup) {
                assertThat(MapText.isKey(lookup.key())).isTrue();
                assertThat(SocketmapRequest.parse(only(new NetstringDecoder(SERVED, DROPPED), lookup.encode())))
                        .isEqualTo(lookup);
            }
        }
    }

    @FuzzTest
    void tcpTableRequestsAreTheSameHoweverTheyAreCut(byte[] bytes) {
        List<Object> whole = heard(new TcpTableDecoder(SERVED, DROPPED), Cutting.whole(bytes), TcpTableRequest::parse);
        List<Object> cut = heard(new TcpTableDecoder(SERVED, DROPPED), Cutting.pieces(bytes), TcpTableRequest::parse);
        assertThat(cut).isEqualTo(whole);
        for (Object request : whole) {
            if (request instanceof TcpTableRequest.Get get) {
                assertThat(MapText.isKey(get.key())).isTrue();
                assertThat(TcpTableRequest.parse(only(decoderOfLines(), get.encode())))
                        .as("percent coding and back")
                        .isEqualTo(get);
            }
        }
    }

    @FuzzTest
    void aReplyIsReadAsItWasWrittenOrCannotExist(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (SocketmapReply.Found.carries(text)) {
            SocketmapReply found = new SocketmapReply.Found(text);
            assertThat(SocketmapReply.parse(only(decoderOfNetstrings(), found.encode())))
                    .contains(found);
        }
        if (TcpTableReply.Found.carries(text)) {
            TcpTableReply found = new TcpTableReply.Found(text);
            assertThat(found.encode()).hasSizeLessThanOrEqualTo(TcpTableReply.MAX_LINE);
            assertThat(TcpTableReply.parse(only(decoderOfLines(), found.encode())))
                    .contains(found);
        }
        assertThat(SocketmapReply.Found.carries(text) || !MapText.isClean(text) || bytes.length > SERVED)
                .as("what is clean and short is carried")
                .isTrue();
    }

    @FuzzTest
    void anyReplyIsReadAsOneThatCanBeWrittenOrAsNone(byte[] bytes) {
        Frame.Payload payload = new Frame.Payload(bytes, 0, bytes.length);
        SocketmapReply.parse(payload)
                .ifPresent(reply -> assertThat(SocketmapReply.parse(only(decoderOfNetstrings(), reply.encode())))
                        .contains(reply));
        TcpTableReply.parse(payload)
                .ifPresent(reply -> assertThat(TcpTableReply.parse(only(decoderOfLines(), reply.encode())))
                        .contains(reply));
    }

    private static FrameDecoder decoderOfNetstrings() {
        return new NetstringDecoder(FrameDecoder.DROPPED, FrameDecoder.DROPPED);
    }

    private static FrameDecoder decoderOfLines() {
        return new TcpTableDecoder(FrameDecoder.DROPPED, FrameDecoder.DROPPED);
    }

    /** What the frames say; at the end, how the framing was broken if it was. A frame is a view, so it is read at once. */
    private static List<Object> heard(FrameDecoder decoder, List<byte[]> chunks, Function<Frame, Object> meaning) {
        List<Object> heard = new ArrayList<>();
        try {
            for (byte[] chunk : chunks) {
                decoder.feed(chunk);
                for (Frame frame = decoder.next(); frame != null; frame = decoder.next()) {
                    assertThat(length(frame)).isLessThanOrEqualTo(DROPPED);
                    heard.add(meaning.apply(frame));
                }
            }
        } catch (ProtocolException broken) {
            heard.add(broken.reason());
        }
        return heard;
    }

    private static int length(Frame frame) {
        if (frame instanceof Frame.Payload payload) {
            assertThat(payload.length()).isLessThanOrEqualTo(SERVED);
            return payload.length();
        }
        return ((Frame.OverLong) frame).length();
    }

    private static Frame.Payload only(FrameDecoder decoder, byte[] bytes) {
        try {
            decoder.feed(bytes);
            return (Frame.Payload) Objects.requireNonNull(decoder.next());
        } catch (ProtocolException ours) {
            throw new AssertionError(ours);
        }
    }
}
