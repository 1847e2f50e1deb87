package dev.postern.postfix.tcptable;

import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.ProtocolException.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into lines. A line ends in LF, which is not delivered; a CR is part of its text. */
public final class TcpTableDecoder extends FrameDecoder {

    private static final byte[] NOTHING = {};

    /** Bytes of this line that have been searched for its end. */
    private int length;

    /** The first {@link #length} bytes of a line that did not come in one chunk, and room for more. */
    private byte[] kept = NOTHING;

    /**
     * A decoder at the beginning of a stream.
     *
     * @param served bytes of the longest line, without its LF, that is delivered
     * @param dropped bytes of the longest line that is skipped and reported; at least {@code served}
     */
    public TcpTableDecoder(int served, int dropped) {
        super(served, dropped);
    }

    @Override
    protected @Nullable Frame read() throws ProtocolException {
        int start = position;
        while (position < end && chunk[position] != '\n') {
            position++;
        }
        int arrived = position - start;
        if (arrived > dropped - length) {
            throw new ProtocolException(Reason.TOO_LONG);
        }
        length += arrived;
        if (position < end) {
            position++;
            return deliver(start, arrived);
        }
        keep(start, arrived);
        return null;
    }

    private Frame deliver(int start, int arrived) {
        Frame frame;
        if (length > served) {
            frame = new Frame.OverLong(length);
        } else if (length == arrived) {
            frame = new Frame.Payload(chunk, start, length);
        } else {
            keep(start, arrived);
            frame = new Frame.Payload(kept, 0, length);
        }
        length = 0;
        kept = NOTHING;
        return frame;
    }

    private void keep(int start, int arrived) {
        if (length > served) {
            return;
        }
        if (length > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(2 * length, served));
        }
        System.arraycopy(chunk, start, kept, length - arrived, arrived);
    }
}
