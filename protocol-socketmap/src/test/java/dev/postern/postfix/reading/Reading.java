package dev.postern.postfix.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads samples as a network may deliver them, and demands the same result each time. A sample is one message. It is
 * read whole, byte by byte, cut in two at every position, and followed by the beginning of another one. Nothing may be
 * delivered before the last byte, and what follows must stay unharmed until the rest of it comes.
 *
 * <p>Each chunk lies somewhere inside a larger array, which is wiped as soon as the decoder has said "nothing yet": a
 * decoder that looks beside its chunk, or at a chunk that it has given back, is found out. So {@link Next} must return
 * something of its own and no view of the chunk.
 *
 * @param <D> the decoder
 * @param <E> what it delivers, or a picture of it; compared with {@code equals}
 */
public final class Reading<D, E> {

    /** Samples up to this length are cut everywhere; longer ones at this many places. */
    private static final int CUTS = 256;

    /** Hands a decoder its next chunk: {@code count} bytes from {@code offset} on. */
    @FunctionalInterface
    public interface Feed<D> {
        void feed(D decoder, byte[] bytes, int offset, int count) throws Exception;
    }

    /** Takes the next message from a decoder, or null for "nothing yet". */
    @FunctionalInterface
    public interface Next<D, E> {
        @Nullable
        E next(D decoder) throws Exception;
    }

    private final Supplier<D> fresh;
    private final Feed<D> feed;
    private final Next<D, E> next;

    private Reading(Supplier<D> fresh, Feed<D> feed, Next<D, E> next) {
        this.fresh = fresh;
        this.feed = feed;
        this.next = next;
    }

    /** Reads with a fresh decoder each time. */
    public static <D, E> Reading<D, E> with(Supplier<D> fresh, Feed<D> feed, Next<D, E> next) {
        return new Reading<>(fresh, feed, next);
    }

    /** As {@link #delivers(byte[], Object)}, with one character a byte. */
    public void delivers(String sample, E message) throws Exception {
        delivers(sample.getBytes(ISO_8859_1), message);
    }

    /** Asserts that this sample is read as this message, however it is cut and whatever follows. */
    public void delivers(byte[] sample, E message) throws Exception {
        assertThat(read(join(sample, sample))).as("twice in one chunk").containsExactly(message, message);
        assertThat(new Stream().feedSingly(sample)).as("byte by byte").containsExactly(message);
        for (int cut : cuts(sample.length)) {
            byte[] head = Arrays.copyOfRange(sample, 0, cut);
            byte[] tail = Arrays.copyOfRange(sample, cut, sample.length);
            Stream stream = new Stream();
            assertThat(stream.feed(head)).as("only %d bytes", cut).isEmpty();
            assertThat(stream.feed(join(tail, head))).as("cut at %d", cut).containsExactly(message);
            assertThat(stream.feed(tail)).as("after %d bytes of the next", cut).containsExactly(message);
        }
    }

    /** As {@link #refuses(byte[])}, with one character a byte. */
    public Exception refuses(String sample) throws Exception {
        return refuses(sample.getBytes(ISO_8859_1));
    }

    /**
     * Asserts that the last byte of this sample makes the decoder fail, that no byte before does, and that it stays
     * dead.
     *
     * @return the failure
     */
    public Exception refuses(byte[] sample) throws Exception {
        Stream whole = new Stream();
        Exception failure = catchException(() -> whole.feed(join(sample, sample)));
        assertThat(failure).as("whole").isNotNull().isNotInstanceOf(RuntimeException.class);
        for (int i = 0; i < 2; i++) {
            assertThat(catchException(() -> whole.feed(sample))).as("dead").hasToString(failure.toString());
        }
        for (int cut : cuts(sample.length)) {
            Stream stream = new Stream();
            assertThat(stream.feed(Arrays.copyOfRange(sample, 0, cut)))
                    .as("only %d bytes", cut)
                    .isEmpty();
            assertThat(catchException(() -> stream.feed(Arrays.copyOfRange(sample, cut, sample.length))))
                    .as("cut at %d", cut)
                    .hasToString(failure.toString());
        }
        return failure;
    }

    /** Reads these chunks one after another and returns all that was delivered. */
    public List<E> read(byte[]... chunks) throws Exception {
        Stream stream = new Stream();
        List<E> delivered = new ArrayList<>();
        for (byte[] chunk : chunks) {
            delivered.addAll(stream.feed(chunk));
        }
        return delivered;
    }

    /** The places to cut at: before the first byte, and before the last one too. */
    private static int[] cuts(int length) {
        if (length <= CUTS) {
            return IntStream.range(0, length).toArray();
        }
        int half = CUTS / 2;
        return IntStream.concat(IntStream.range(0, half), IntStream.range(length - half, length))
                .toArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** What one connection delivers. */
    private final class Stream {

        private static final int MARGIN = 7;

        private final D decoder = fresh.get();

        List<E> feed(byte[] chunk) throws Exception {
            byte[] lent = new byte[MARGIN + chunk.length + MARGIN];
            System.arraycopy(chunk, 0, lent, MARGIN, chunk.length);
            feed.feed(decoder, lent, MARGIN, chunk.length);
            List<E> delivered = new ArrayList<>();
            for (E message = next.next(decoder); message != null; message = next.next(decoder)) {
                delivered.add(message);
            }
            Arrays.fill(lent, (byte) 0);
            return delivered;
        }

        List<E> feedSingly(byte[] sample) throws Exception {
            for (int i = 0; i < sample.length - 1; i++) {
                assertThat(feed(new byte[] {sample[i]}))
                        .as("only %d bytes", i + 1)
                        .isEmpty();
            }
            return feed(new byte[] {sample[sample.length - 1]});
        }
    }
}
