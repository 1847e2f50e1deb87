package dev.postern.gateway.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A lane of yescrypt, which is what scrypt calls a block: 128·r bytes, in blocks of 64, with boxes of its own. */
final class YescryptLane {

    /** Of a block. */
    static final int LONGS = 8;

    private static final int WORDS = 2 * LONGS;
    private static final int BYTES = LONGS * Long.BYTES;

    private final long[] blocks;
    private final Pwxform boxes;

    /** @param bytes the lane alone */
    YescryptLane(byte[] bytes) {
        this.blocks = new long[bytes.length / Long.BYTES];
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * blocks.length; i++) {
            long word = words.getInt(bytePosition(i)) & 0xffff_ffffL;
            blocks[i / 2] |= word << (i % 2 * Integer.SIZE);
        }
        this.boxes = new Pwxform(blocks);
    }

    /** Where the word at a position in the lane stands in the bytes. */
    private static int bytePosition(int word) {
        return (word / WORDS * WORDS + Salsa20.place(word % WORDS)) * Integer.BYTES;
    }

    byte[] bytes() {
        ByteBuffer words = ByteBuffer.allocate(blocks.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * blocks.length; i++) {
            words.putInt(bytePosition(i), (int) (blocks[i / 2] >>> (i % 2 * Integer.SIZE)));
        }
        return words.array();
    }

    /** The bytes of the last block. */
    byte[] lastBlock() {
        byte[] bytes = bytes();
        return Arrays.copyOfRange(bytes, bytes.length - BYTES, bytes.length);
    }

    /** Writes a stretch of the memory from its beginning to its end, looking back into what is written already. */
    void fill(long[] memory, int from, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(blocks, 0, memory, (from + i) * blocks.length, blocks.length);
            if (i > 1) {
                int window = Integer.highestOneBit(i);
                xor(memory, from + i - window + pick(window));
            }
            boxes.mixBlocks(blocks);
        }
    }

    /**
     * Goes to places of a stretch of the memory that the content itself chooses.
     *
     * @param count a power of two
     * @param writes whether to leave there what was made of it
     */
    void revisit(long[] memory, int from, int count, int loops, boolean writes) {
        for (int loop = 0; loop < loops; loop++) {
            int place = from + pick(count);
            xor(memory, place);
            if (writes) {
                System.arraycopy(blocks, 0, memory, place * blocks.length, blocks.length);
            }
            boxes.mixBlocks(blocks);
        }
    }

    private int pick(int window) {
        return (int) blocks[blocks.length - LONGS] & (window - 1);
    }

    private void xor(long[] memory, int place) {
        int offset = place * blocks.length;
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] ^= memory[offset + i];
        }
    }
}
