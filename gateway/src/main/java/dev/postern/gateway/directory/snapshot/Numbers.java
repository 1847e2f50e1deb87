package dev.postern.gateway.directory.snapshot;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Unsigned numbers in as few bytes as they need (LEB128), and strings with their length before them. */
final class Numbers {

    /** Longer than any value that is ever cached (100,000 bytes): a length beyond it is damage. */
    private static final int MAX_STRING_BYTES = 1 << 20;

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;
    private static final int MAX_SHIFT = 63;

    private Numbers() {}

    static void write(DataOutput out, long number) throws IOException {
        long left = number;
        while ((left & ~SEVEN_BITS) != 0) {
            out.writeByte((int) (left & SEVEN_BITS) | MORE);
            left >>>= BITS;
        }
        out.writeByte((int) left);
    }

    static long read(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += BITS) {
            int next = in.readUnsignedByte();
            number |= (long) (next & SEVEN_BITS) << shift;
            if ((next & MORE) == 0 && number >= 0) {
                return number;
            }
        }
        throw UnusableSnapshot.damaged("a number is too large");
    }

    /** A count or an index. */
    static int readSmall(DataInput in) throws IOException {
        long number = read(in);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw UnusableSnapshot.damaged("a number is too large");
        }
        return (int) number;
    }

    static void writeString(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, bytes.length);
        out.write(bytes);
    }

    static String readString(DataInput in) throws IOException {
        int length = readSmall(in);
        if (length > MAX_STRING_BYTES) {
            throw UnusableSnapshot.damaged("a string is too long");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
