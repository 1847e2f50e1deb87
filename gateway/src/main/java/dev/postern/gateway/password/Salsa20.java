package dev.postern.gateway.password;

/** The Salsa20 core on eight longs, whose sixteen words stand in the order that suits vector instructions. */
final class Salsa20 {

    /** A column and its neighbours, then a row and its neighbours; each line is one quarter round. */
    private static final int[][] QUARTERS = {
        {0, 4, 8, 12}, {5, 9, 13, 1}, {10, 14, 2, 6}, {15, 3, 7, 11},
        {0, 1, 2, 3}, {5, 6, 7, 4}, {10, 11, 8, 9}, {15, 12, 13, 14}
    };

    private static final int LONGS = 8;

    private Salsa20() {}

    /** The word of Salsa20 that stands at a position. */
    static int place(int position) {
        return position * 5 % 16;
    }

    /**
     * Transforms in place.
     *
     * @param rounds an even number
     */
    static void mix(long[] block, int offset, int rounds) {
        int[] x = new int[2 * LONGS];
        for (int i = 0; i < LONGS; i++) {
            x[place(2 * i)] = (int) block[offset + i];
            x[place(2 * i + 1)] = (int) (block[offset + i] >>> 32);
        }
        for (int round = 0; round < rounds; round += 2) {
            for (int[] quarter : QUARTERS) {
                turn(x, quarter[0], quarter[1], quarter[2], quarter[3]);
            }
        }
        for (int i = 0; i < LONGS; i++) {
            int low = (int) block[offset + i] + x[place(2 * i)];
            int high = (int) (block[offset + i] >>> 32) + x[place(2 * i + 1)];
            block[offset + i] = (low & 0xffff_ffffL) | ((long) high << 32);
        }
    }

    private static void turn(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
