package dev.postern.postfix.netstring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.ProtocolException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a peer can make the decoder allocate. */
class NetstringMemoryTest {

    /** What a decoder and a frame take, and the measurement itself. */
    private static final long SMALL = 1_000;

    private final byte[] filler = new byte[1_000];

    NetstringMemoryTest() {
        Arrays.fill(filler, (byte) 'x');
    }

    @Test
    void announcedLengthAllocatesNothing() throws ProtocolException {
        assertThat(allocated(FrameDecoder.SERVED, 0)).isLessThan(SMALL);
        assertThat(allocated(FrameDecoder.DROPPED, 0)).isLessThan(SMALL);
    }

    @Test
    void unfinishedPayloadAllocatesItselfOnce() throws ProtocolException {
        assertThat(allocated(FrameDecoder.SERVED, 16)).isLessThan(FrameDecoder.SERVED + SMALL);
    }

    @Test
    void overLongPayloadIsNotKept() throws ProtocolException {
        assertThat(allocated(FrameDecoder.SERVED + 1, 16)).isLessThan(SMALL);
        assertThat(allocated(FrameDecoder.DROPPED, 99)).isLessThan(SMALL);
    }

    private long allocated(int length, int chunks) throws ProtocolException {
        byte[] head = (length + ":").getBytes(US_ASCII);
        read(head, chunks);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        read(head, chunks);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void read(byte[] head, int chunks) throws ProtocolException {
        NetstringDecoder decoder = new NetstringDecoder(FrameDecoder.SERVED, FrameDecoder.DROPPED);
        decoder.feed(head);
        decoder.next();
        for (int i = 0; i < chunks; i++) {
            decoder.feed(filler);
            decoder.next();
        }
    }
}
