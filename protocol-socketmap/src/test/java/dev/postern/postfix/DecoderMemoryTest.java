package dev.postern.postfix;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.postern.postfix.netstring.NetstringDecoder;
import dev.postern.postfix.tcptable.TcpTableDecoder;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a peer can make a decoder allocate. */
class DecoderMemoryTest {

    /** What a decoder and a frame take, and the measurement itself. */
    private static final long SMALL = 1_000;

    private static final int SERVED = FrameDecoder.SERVED;
    private static final int DROPPED = FrameDecoder.DROPPED;

    private final byte[] filler = new byte[1_000];

    DecoderMemoryTest() {
        Arrays.fill(filler, (byte) 'x');
    }

    @Test
    void announcedLengthAllocatesNothing() throws ProtocolException {
        assertThat(allocatedForNetstring(SERVED, 0)).isLessThan(SMALL);
        assertThat(allocatedForNetstring(DROPPED, 0)).isLessThan(SMALL);
    }

    @Test
    void unfinishedPayloadAllocatesItselfOnce() throws ProtocolException {
        assertThat(allocatedForNetstring(SERVED, 16)).isLessThan(SERVED + SMALL);
    }

    @Test
    void overLongPayloadIsNotKept() throws ProtocolException {
        assertThat(allocatedForNetstring(SERVED + 1, 16)).isLessThan(SMALL);
        assertThat(allocatedForNetstring(DROPPED, 99)).isLessThan(SMALL);
    }

    @Test
    void lineAllocatesOnlyWhileItIsServed() throws ProtocolException {
        long untilServed = allocatedForLine(16);
        assertThat(untilServed).as("with those that it outgrew").isLessThan(3 * SERVED);
        assertThat(allocatedForLine(99)).isLessThan(untilServed + SMALL);
    }

    private long allocatedForNetstring(int length, int chunks) throws ProtocolException {
        byte[] head = (length + ":").getBytes(US_ASCII);
        allocated(new NetstringDecoder(SERVED, DROPPED), head, chunks);
        return allocated(new NetstringDecoder(SERVED, DROPPED), head, chunks);
    }

    private long allocatedForLine(int chunks) throws ProtocolException {
        byte[] head = "get ".getBytes(US_ASCII);
        allocated(new TcpTableDecoder(SERVED, DROPPED), head, chunks);
        return allocated(new TcpTableDecoder(SERVED, DROPPED), head, chunks);
    }

    private long allocated(FrameDecoder decoder, byte[] head, int chunks) throws ProtocolException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decoder.feed(head);
        decoder.next();
        for (int i = 0; i < chunks; i++) {
            decoder.feed(filler);
            decoder.next();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
