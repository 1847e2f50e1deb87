package dev.postern.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

/** The pieces in which bytes may arrive. */
final class Cutting {

    private static final int LONGEST = 7;

    private Cutting() {}

    /** In one piece. */
    static List<byte[]> whole(byte[] bytes) {
        return List.of(bytes);
    }

    /** Each line by itself. */
    static List<byte[]> lines(byte[] bytes) {
        return cut(bytes, () -> Integer.MAX_VALUE);
    }

    /** In pieces of a few bytes, the same each time, and none of which reaches beyond the end of its line. */
    static List<byte[]> pieces(byte[] bytes) {
        Random random = new Random(Arrays.hashCode(bytes));
        return cut(bytes, () -> 1 + random.nextInt(LONGEST));
    }

    private static List<byte[]> cut(byte[] bytes, IntSupplier lengths) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0, to; from < bytes.length; from = to) {
            int length = lengths.getAsInt();
            to = from + 1;
            while (to < bytes.length && bytes[to - 1] != '\n' && to - from < length) {
                to++;
            }
            pieces.add(Arrays.copyOfRange(bytes, from, to));
        }
        return pieces;
    }
}
