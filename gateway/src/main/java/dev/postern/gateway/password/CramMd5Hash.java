package dev.postern.gateway.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.MD5Digest;

/** CRAM-MD5 and HMAC-MD5: MD5's state after HMAC's outer key, then after its inner one. */
final class CramMd5Hash implements Hash {

    /** Of both states together, in bytes. */
    static final int LENGTH = 32;

    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    /** Where the four words of the state begin in what Bouncy Castle gives of a digest. */
    private static final int STATE_OFFSET = 16;

    private final byte[] context;

    private CramMd5Hash(byte[] context) {
        this.context = context;
    }

    static Reading read(byte[] data, HashLimits limits) {
        return new CramMd5Hash(data);
    }

    @Override
    public boolean matches(Attempt attempt) {
        return MessageDigest.isEqual(context, contextOf(attempt.password()));
    }

    /** What is stored of a password. */
    static byte[] contextOf(byte[] password) {
        byte[] key = Arrays.copyOf(password.length > BLOCK ? Digest.MD5.of(password) : password, BLOCK);
        return ByteBuffer.allocate(LENGTH)
                .put(state(key, OUTER))
                .put(state(key, INNER))
                .array();
    }

    private static byte[] state(byte[] key, byte pad) {
        MD5Digest md5 = new MD5Digest();
        for (byte octet : key) {
            md5.update((byte) (octet ^ pad));
        }
        ByteBuffer encoded = ByteBuffer.wrap(md5.getEncodedState()).position(STATE_OFFSET);
        ByteBuffer state = ByteBuffer.allocate(Digest.MD5.length()).order(ByteOrder.LITTLE_ENDIAN);
        while (state.hasRemaining()) {
            state.putInt(encoded.getInt());
        }
        return state.array();
    }

    @Override
    public Cost cost() {
        return Cost.TRIFLE;
    }

    @Override
    public <R> R credentials(CredentialReader<R> reader) {
        return reader.cramMd5(context.clone());
    }
}
