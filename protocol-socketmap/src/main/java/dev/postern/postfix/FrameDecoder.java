package dev.postern.postfix;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into frames. The driver feeds each chunk that it reads and then takes frames until
 * there is none left:
 *
 * <pre>{@code
 * decoder.feed(chunk);
 * for (Frame frame = decoder.next(); frame != null; frame = decoder.next()) {
 *     serve(frame);
 * }
 * }</pre>
 *
 * <p>Chunks may be of any size. A frame is delivered when its last byte has come and not before, so what is unfinished
 * when the peer closes is never delivered. A frame that lies whole in one chunk is not copied; of an unfinished one no
 * more is kept than the decoder's limit. Not thread-safe.
 */
public abstract class FrameDecoder {

    /** Bytes of the longest request that is served; more than the 10,000 bytes and a map name of newer Postfix. */
    public static final int SERVED = 16 * 1024;

    /** Bytes of the longest request that is dropped and yet answered; as much as Postfix itself reads of a reply. */
    public static final int DROPPED = 100_000;

    /** A tenth of where an int overflows: a length may take one more digit, or grow twofold, before it is checked. */
    private static final int HIGHEST_LIMIT = Integer.MAX_VALUE / 10 - 1;

    private static final byte[] NOTHING = {};

    /** Bytes of the longest payload that is delivered. */
    protected final int served;

    /** Bytes of the longest payload that is skipped and reported. */
    protected final int dropped;

    /** The chunk; a subclass reads it from {@link #position} to {@link #end} and nowhere else. */
    protected byte[] chunk = NOTHING;

    /** Where to read on; a subclass moves it forward. */
    protected int position;

    /** Where the chunk ends. */
    protected int end;

    private @Nullable ProtocolException failure;

    /**
     * A decoder at the beginning of a stream.
     *
     * @param served bytes of the longest payload that is delivered
     * @param dropped bytes of the longest payload that is skipped and reported; at least {@code served}
     */
    protected FrameDecoder(int served, int dropped) {
        if (served < 0 || served > dropped || dropped > HIGHEST_LIMIT) {
            throw new IllegalArgumentException("limits must be 0 <= served <= dropped <= " + HIGHEST_LIMIT + ", not "
                    + served + " and " + dropped);
        }
        this.served = served;
        this.dropped = dropped;
    }

    /**
     * Hands over the next chunk. It is not copied: it must not change until {@link #next()} has returned null. A dead
     * decoder takes no notice.
     *
     * @throws IllegalStateException if the chunk before has not been used up
     */
    public final void feed(byte[] bytes, int offset, int count) {
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

    /** Hands over a whole array as the next chunk. */
    public final void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    /**
     * Returns the next complete frame, or null when the chunk is used up. The frame may be a view of the chunk and is
     * valid as long as the chunk does not change.
     *
     * @throws ProtocolException if the framing is broken; the decoder is dead then and throws the same for ever
     */
    public final @Nullable Frame next() throws ProtocolException {
        if (failure != null) {
            throw failure;
        }
        try {
            Frame frame = read();
            if (frame == null) {
                chunk = NOTHING; // an idle connection holds on to no chunk
            }
            return frame;
        } catch (ProtocolException e) {
            failure = e;
            chunk = NOTHING;
            throw e;
        }
    }

    /** Reads on: returns the next complete frame, or null when there is nothing left to read. */
    protected abstract @Nullable Frame read() throws ProtocolException;
}
