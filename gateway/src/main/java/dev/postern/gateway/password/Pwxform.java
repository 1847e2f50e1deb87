package dev.postern.gateway.password;

/** yescrypt's own transformation: multiplications and look-ups in boxes that change as they are used. Not thread-safe. */
final class Pwxform {

    private static final int ROUNDS = 6;
    private static final int LANES = 4;

    /** Longs of one box; there are three, and each look-up takes two longs that stand together. */
    private static final int BOX = 512;

    private static final int LOOKUP_MASK = BOX - 2;

    private final long[] boxes = new long[3 * BOX];
    private int first = 2 * BOX;
    private int second = BOX;
    private int written;
    private int position;

    /** Fills the boxes from the first two blocks of a lane, and mixes those. */
    Pwxform(long[] lane) {
        int pair = 2 * YescryptLane.LONGS;
        for (int i = 0; i < boxes.length; i += pair) {
            System.arraycopy(lane, 0, boxes, i, pair);
            xor(lane, 0, YescryptLane.LONGS);
            Salsa20.mix(lane, 0, 8);
            xor(lane, YescryptLane.LONGS, 0);
            Salsa20.mix(lane, YescryptLane.LONGS, 8);
        }
    }

    /** Mixes the blocks of a lane in place: each with the one before it, the first with the last. */
    void mixBlocks(long[] lane) {
        int before = lane.length - YescryptLane.LONGS;
        for (int block = 0; block < lane.length; block += YescryptLane.LONGS) {
            xor(lane, block, before);
            transform(lane, block);
            before = block;
        }
        Salsa20.mix(lane, before, 2);
    }

    private static void xor(long[] lane, int target, int source) {
        for (int i = 0; i < YescryptLane.LONGS; i++) {
            lane[target + i] ^= lane[source + i];
        }
    }

    private void transform(long[] lane, int block) {
        for (int round = 0; round < ROUNDS; round++) {
            boolean writes = round != 0 && round != ROUNDS - 1;
            for (int at = block; at < block + 2 * LANES; at += 2) {
                int low = first + (((int) lane[at] >>> 3) & LOOKUP_MASK);
                int high = second + ((int) (lane[at] >>> 35) & LOOKUP_MASK);
                long even = step(lane[at], low, high);
                long odd = step(lane[at + 1], low + 1, high + 1);
                lane[at] = even;
                lane[at + 1] = odd;
                if (writes) {
                    boxes[written + position++] = even;
                    boxes[written + position++] = odd;
                }
            }
        }
        rotate();
    }

    private long step(long value, int added, int xored) {
        return ((value >>> 32) * (value & 0xffff_ffffL) + boxes[added]) ^ boxes[xored];
    }

    private void rotate() {
        int third = written;
        written = second;
        second = first;
        first = third;
        position &= BOX - 1;
    }
}
