package dev.postern.postfix;

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
 * <p>A frame is delivered when its last byte has come and not before; what is unfinished when the peer closes is never
 * delivered. Chunks may be of any size. A frame that lies whole in one chunk is not copied; at most
 * {@code served} bytes of an unfinished one are kept. Not thread-safe.
 */
public interface FrameDecoder {

    /** Bytes of the longest request that is served; more than the 10,000 bytes and a map name of newer Postfix. */
    int SERVED = 16 * 1024;

    /** Bytes of the longest request that is dropped and yet answered; the size that Postfix itself reads as a reply. */
    int DROPPED = 100_000;

    /**
     * Hands over the next chunk. It is not copied: it must not change until {@link #next()} has returned null. A dead
     * decoder takes no notice.
     *
     * @throws IllegalStateException if the chunk before has not been used up
     */
    void feed(byte[] bytes, int offset, int count);

    /** Hands over a whole array as the next chunk. */
    default void feed(byte[] chunk) {
        feed(chunk, 0, chunk.length);
    }

    /**
     * Returns the next complete frame, or null when the chunk is used up. The frame may be a view of the chunk and is
     * valid as long as the chunk does not change.
     *
     * @throws ProtocolException if the framing is broken; the decoder is dead then: it throws the same again for ever
     */
    @Nullable
    Frame next() throws ProtocolException;
}
