package dev.postern.sasl;

import java.util.Arrays;

/**
 * HMAC-MD5 (RFC 2104) in two halves: the states after the keyed first blocks, which are what a {@code {CRAM-MD5}} row
 * stores, and what follows from them and a message.
 */
final class CramMd5Digest {

    /** Bytes of a digest, and of each half of a context. */
    static final int LENGTH = 16;

    private static final byte OUTER = 0x5c;
    private static final byte INNER = 0x36;

    private CramMd5Digest() {}

    /** Returns the context of a password: the outer state, then the inner one. */
    static byte[] context(Secret password) {
        byte[] bytes = password.copy();
        byte[] key = bytes.length > Md5Block.LENGTH ? Md5Block.finish(Md5Block.initial(), 0, bytes) : bytes;
        byte[] context = Arrays.copyOf(keyed(key, OUTER), 2 * LENGTH);
        System.arraycopy(keyed(key, INNER), 0, context, LENGTH, LENGTH);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(key, (byte) 0);
        return context;
    }

    private static byte[] keyed(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, Md5Block.LENGTH);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        int[] state = Md5Block.initial();
        Md5Block.compress(state, block, 0);
        Arrays.fill(block, (byte) 0);
        return Md5Block.bytes(state);
    }

    /** Returns the digest of a message by a context, which it wipes. */
    static byte[] of(byte[] context, byte[] message) {
        byte[] inner = Md5Block.finish(Md5Block.state(context, LENGTH), 1, message);
        byte[] digest = Md5Block.finish(Md5Block.state(context, 0), 1, inner);
        Arrays.fill(context, (byte) 0);
        return digest;
    }
}
