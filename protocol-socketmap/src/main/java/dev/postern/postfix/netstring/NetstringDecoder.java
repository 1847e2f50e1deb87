package dev.postern.postfix.netstring;

import dev.postern.postfix.Frame;
import dev.postern.postfix.FrameDecoder;
import dev.postern.postfix.ProtocolException;
import dev.postern.postfix.ProtocolException.Reason;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into the payloads of netstrings. */
public final class NetstringDecoder extends FrameDecoder {

    /** Digits of the largest int; no honest peer pads a length beyond it. */
    private static final int MAX_DIGITS = 10;

    private int digits;
    private int length;

    /** Bytes of the body (payload and comma) still to come; 0 while the length is being read. */
    private int missing;

    /** The payload so far, if it did not come in one chunk. */
    private byte @Nullable [] kept;

    /**
     * A decoder at the beginning of a stream.
     *
     * @param served bytes of the longest payload that is delivered
     * @param dropped bytes of the longest payload that is skipped and reported; at least {@code served}
     */
    public NetstringDecoder(int served, int dropped) {
        super(served, dropped);
    }

    @Override
    protected @Nullable Frame read() throws ProtocolException {
        return readLength() ? readBody() : null;
    }

    /** Returns whether the length is complete and something of the body is there. */
    private boolean readLength() throws ProtocolException {
        while (missing == 0 && position < end) {
            byte next = chunk[position++];
            if (next == ':') {
                missing = endLength();
            } else {
                addDigit(next);
            }
        }
        return position < end;
    }

    private int endLength() throws ProtocolException {
        if (digits == 0) {
            throw new ProtocolException(Reason.LENGTH_EMPTY);
        }
        return length + 1;
    }

    private void addDigit(byte next) throws ProtocolException {
        if (next < '0' || next > '9') {
            throw new ProtocolException(Reason.LENGTH_NOT_DIGITS);
        }
        digits++;
        length = 10 * length + next - '0';
        if (length > dropped) {
            throw new ProtocolException(Reason.TOO_LONG);
        }
        if (digits > MAX_DIGITS) {
            throw new ProtocolException(Reason.LENGTH_TOO_MANY_DIGITS);
        }
    }

    private @Nullable Frame readBody() throws ProtocolException {
        int arrived = Math.min(missing, end - position);
        if (arrived <= length && length <= served) {
            keep(arrived);
        }
        position += arrived;
        missing -= arrived;
        if (missing > 0) {
            return null;
        }
        if (chunk[position - 1] != ',') {
            throw new ProtocolException(Reason.COMMA_MISSING);
        }
        return deliver();
    }

    /** Copies what is there of a payload that does not lie whole in this chunk. */
    private void keep(int arrived) {
        if (kept == null) {
            kept = new byte[length];
        }
        int withoutComma = Math.min(arrived, missing - 1);
        System.arraycopy(chunk, position, kept, length + 1 - missing, withoutComma);
    }

    private Frame deliver() {
        Frame frame;
        if (length > served) {
            frame = new Frame.OverLong(length);
        } else if (kept != null) {
            frame = new Frame.Payload(kept, 0, length);
        } else {
            frame = new Frame.Payload(chunk, position - 1 - length, length);
        }
        digits = 0;
        length = 0;
        kept = null;
        return frame;
    }
}
