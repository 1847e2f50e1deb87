package dev.postern.postfix;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One message as a {@link FrameDecoder} delivers it: its bytes, or that it was too long to be kept. */
public sealed interface Frame {

    /**
     * The bytes of a message without what frames it: a view, valid as long as the chunk that it came from. It has no
     * equality of its own and does not show its bytes.
     */
    final class Payload implements Frame {

        private final byte[] bytes;
        private final int offset;
        private final int length;

        /** A view of {@code length} bytes from {@code offset} on. */
        public Payload(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        /** Returns the number of bytes. */
        public int length() {
            return length;
        }

        /** Returns the position of the first byte of that value, or -1. */
        public int indexOf(char ascii) {
            for (int i = 0; i < length; i++) {
                if (bytes[offset + i] == ascii) {
                    return i;
                }
            }
            return -1;
        }

        /** Copies the bytes from one position, included, to another, excluded. */
        public byte[] copy(int from, int to) {
            Objects.checkFromToIndex(from, to, length);
            return Arrays.copyOfRange(bytes, offset + from, offset + to);
        }

        /** Reads the bytes from one position, included, to another, excluded, as UTF-8; empty if they are not. */
        public Optional<String> text(int from, int to) {
            Objects.checkFromToIndex(from, to, length);
            return Utf8.decode(bytes, offset + from, to - from);
        }
    }

    /**
     * A message that was read to its end and dropped, because it is longer than what is served.
     *
     * @param length its length in bytes
     */
    record OverLong(int length) implements Frame {}
}
