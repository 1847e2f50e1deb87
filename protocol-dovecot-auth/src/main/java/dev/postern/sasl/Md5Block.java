package dev.postern.sasl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The compression function of MD5 (RFC 1321). The JDK's digests cannot be continued from a stored state, which is what a
 * CRAM-MD5 context is.
 */
final class Md5Block {

    /** Bytes of a block. */
    static final int LENGTH = 64;

    private static final int[] INITIAL = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

    private static final int[] SHIFTS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

    private static final int[] SINES = new int[64];

    static {
        for (int i = 0; i < SINES.length; i++) {
            SINES[i] = (int) (long) (Math.abs(Math.sin(i + 1)) * (1L << 32));
        }
    }

    private Md5Block() {}

    /** Returns the state before the first block. */
    static int[] initial() {
        return INITIAL.clone();
    }

    /** Returns the digest of a message of which some blocks have gone into a state, and this is the rest. */
    static byte[] finish(int[] state, int blocksBefore, byte[] rest) {
        byte[] message = new byte[(rest.length + 8) / LENGTH * LENGTH + LENGTH];
        long bits = 8L * ((long) blocksBefore * LENGTH + rest.length);
        littleEndian(message).put(rest).put((byte) 0x80).putLong(message.length - 8, bits);
        int[] last = state.clone();
        for (int offset = 0; offset < message.length; offset += LENGTH) {
            compress(last, message, offset);
        }
        return bytes(last);
    }

    /** Mixes a block into a state. */
    static void compress(int[] state, byte[] block, int offset) {
        ByteBuffer words = littleEndian(block);
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int i = 0; i < 64; i++) {
            int word = words.getInt(offset + 4 * index(i));
            int rotated = Integer.rotateLeft(a + mix(i / 16, b, c, d) + word + SINES[i], SHIFTS[i / 16 * 4 + i % 4]);
            a = d;
            d = c;
            c = b;
            b += rotated;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static int index(int step) {
        return switch (step / 16) {
            case 0 -> step;
            case 1 -> (5 * step + 1) % 16;
            case 2 -> (3 * step + 5) % 16;
            default -> 7 * step % 16;
        };
    }

    private static int mix(int round, int b, int c, int d) {
        return switch (round) {
            case 0 -> (b & c) | (~b & d);
            case 1 -> (d & b) | (~d & c);
            case 2 -> b ^ c ^ d;
            default -> c ^ (b | ~d);
        };
    }

    /** A state as MD5 writes it: four words, the lowest byte first. */
    static byte[] bytes(int[] state) {
        byte[] bytes = new byte[16];
        littleEndian(bytes).asIntBuffer().put(state);
        return bytes;
    }

    /** The state that these 16 bytes write. */
    static int[] state(byte[] bytes, int offset) {
        int[] state = new int[4];
        littleEndian(bytes)
                .position(offset)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(state);
        return state;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
