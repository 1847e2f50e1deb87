package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** yescrypt 1.1 in its read-write flavour with the default boxes. */
final class Yescrypt {

    private static final int LANE_BYTES = 128;
    private static final int KEY_BYTES = 32;

    private static final byte[] KEY = "yescrypt".getBytes(US_ASCII);
    private static final byte[] PREHASH_KEY = "yescrypt-prehash".getBytes(US_ASCII);
    private static final byte[] CLIENT_KEY = "Client Key".getBytes(US_ASCII);

    /** From so many lanes and so much memory on, a sixty-fourth of it is used for a pass over the password before. */
    private static final int PREHASH_LANES = 0x100;

    private static final int PREHASH_MEMORY = 0x20000;
    private static final int PREHASH_LOG = 6;

    private final int n;
    private final int p;
    private final int laneBytes;
    private final int loops;
    private final int writingLoops;

    private Yescrypt(ScryptCost cost) {
        this.n = cost.n();
        this.p = cost.p();
        this.laneBytes = cost.r() * LANE_BYTES;
        int all = loops(n / p, cost.t());
        this.loops = even(all);
        this.writingLoops = even(all / p);
    }

    private static int loops(int share, int t) {
        return t > 1 ? share * (t - 1) : (share * (1 + t) + 2) / 3;
    }

    private static int even(int count) {
        return count + (count & 1);
    }

    /**
     * The hash of a password, {@link ScryptCost#HASH} bytes.
     *
     * @param cost with at least four lanes of memory for each p
     */
    static byte[] hash(ScryptCost cost, byte[] password, byte[] salt) {
        byte[] input = password;
        int share = cost.n() / cost.p();
        if (share >= PREHASH_LANES && (long) share * cost.r() >= PREHASH_MEMORY) {
            ScryptCost lower = new ScryptCost(cost.logN() - PREHASH_LOG, cost.r(), cost.p(), 0);
            input = new Yescrypt(lower).derive(Hmac.SHA256.of(PREHASH_KEY, input), salt);
        }
        byte[] derived = new Yescrypt(cost).derive(Hmac.SHA256.of(KEY, input), salt);
        return Digest.SHA256.of(Hmac.SHA256.of(derived, CLIENT_KEY));
    }

    private byte[] derive(byte[] password, byte[] salt) {
        byte[] bytes = Hmac.SHA256.derive(password, salt, 1, p * laneBytes);
        byte[] key = Arrays.copyOf(bytes, KEY_BYTES);
        YescryptLane[] lanes = new YescryptLane[p];
        for (int i = 0; i < p; i++) {
            lanes[i] = new YescryptLane(Arrays.copyOfRange(bytes, i * laneBytes, (i + 1) * laneBytes));
        }
        byte[] newKey = Hmac.SHA256.of(lanes[0].lastBlock(), key);
        mix(lanes);
        for (int i = 0; i < p; i++) {
            System.arraycopy(lanes[i].bytes(), 0, bytes, i * laneBytes, laneBytes);
        }
        return Hmac.SHA256.derive(newKey, bytes, 1, ScryptCost.HASH);
    }

    /** Each lane in its own share of the memory, then each in all of it. */
    private void mix(YescryptLane[] lanes) {
        long[] memory = new long[n * laneBytes / Long.BYTES];
        int share = n / p & ~1;
        for (int i = 0; i < p; i++) {
            int from = i * share;
            int count = i < p - 1 ? share : n - from;
            lanes[i].fill(memory, from, count);
            lanes[i].revisit(memory, from, Integer.highestOneBit(count), writingLoops, true);
        }
        for (YescryptLane lane : lanes) {
            lane.revisit(memory, 0, n, loops - writingLoops, false);
        }
    }
}
