package dev.postern.dovecot.wire;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into lines. The driver feeds each chunk that it reads and then takes lines until
 * there is none left. A line is delivered when its LF has come and not before; a CR before it belongs to the line's end.
 *
 * <p>A line that lies whole in one chunk is not copied. What is unfinished at a chunk's end is kept, at most the limit,
 * and wiped when it has served, for it may hold a password. No byte is looked at twice. Not thread-safe.
 */
public final class LineDecoder {

    /** Bytes of the longest line that is read; Dovecot's own limit for what an auth client sends. */
    public static final int AUTH_LINE = 16_384;

    private static final byte[] NOTHING = {};
    private static final int FIRST_KEPT = 256;

    private final int limit;

    private byte[] chunk = NOTHING;
    private int position;
    private int end;

    private byte[] kept = NOTHING;
    private int keptLength;
    private boolean keptDelivered;

    private @Nullable ProtocolException failure;

    /**
     * A decoder at the beginning of a stream.
     *
     * @param limit bytes of the longest line, its LF not counted
     */
    public LineDecoder(int limit) {
        this.limit = Objects.checkIndex(limit, Integer.MAX_VALUE / 2);
    }

    /**
     * Hands over the next chunk. It is not copied: it must not change until {@link #next()} has returned null. A dead
     * decoder takes no notice.
     *
     * @throws IllegalStateException if the chunk before has not been used up
     */
    public void feed(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (failure != null) {
            return;
        }
        if (position < end) {
            throw new IllegalStateException("fed before the last chunk was used up");
        }
        chunk = bytes;
        position = offset;
        end = offset + count;
    }

    /**
     * Returns the next line, or null when the chunk is used up. The line is valid until the next call.
     *
     * @throws ProtocolException if a line is longer than the limit; the decoder is dead then: it throws the same again
     *     for ever
     */
    public @Nullable Line next() throws ProtocolException {
        if (failure != null) {
            throw failure;
        }
        if (keptDelivered) {
            wipeKept();
        }
        int start = position;
        while (position < end) {
            if (chunk[position++] == '\n') {
                return deliver(start, position - 1);
            }
        }
        keep(start, end);
        chunk = NOTHING;
        position = 0;
        end = 0;
        return null;
    }

    private Line deliver(int from, int to) throws ProtocolException {
        if (keptLength > 0) {
            keep(from, to);
            keptDelivered = true;
            return withoutCr(kept, 0, keptLength);
        }
        checkLength(to - from);
        return withoutCr(chunk, from, to);
    }

    private static Line withoutCr(byte[] bytes, int from, int to) {
        boolean cr = to > from && bytes[to - 1] == '\r';
        return new Line(bytes, from, cr ? to - 1 : to);
    }

    private void keep(int from, int to) throws ProtocolException {
        int length = keptLength + to - from;
        checkLength(length);
        if (length > kept.length) {
            byte[] outgrown = kept;
            kept = Arrays.copyOf(kept, Math.min(limit, Math.max(FIRST_KEPT, 2 * length)));
            Arrays.fill(outgrown, (byte) 0);
        }
        System.arraycopy(chunk, from, kept, keptLength, to - from);
        keptLength = length;
    }

    private void checkLength(int length) throws ProtocolException {
        if (length > limit) {
            wipeKept();
            chunk = NOTHING;
            position = 0;
            end = 0;
            failure = new ProtocolException(Reason.LINE_TOO_LONG);
            throw failure;
        }
    }

    private void wipeKept() {
        Arrays.fill(kept, 0, keptLength, (byte) 0);
        kept = NOTHING;
        keptLength = 0;
        keptDelivered = false;
    }
}
