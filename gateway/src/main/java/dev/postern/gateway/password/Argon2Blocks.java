package dev.postern.gateway.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * The blocks that an Argon2 hash works in.
 *
 * <p>Apart from {@link Argon2Hash}, so that knowing the scheme does not load Bouncy Castle: its library is signed, and
 * the first class out of it costs a start a tenth of a second.
 */
final class Argon2Blocks implements BlockPool {
    private final HashMemory.Lease lease;

    private Argon2Blocks(HashMemory.Lease lease) {
        this.lease = lease;
    }

    static BlockPool of(HashMemory.Lease lease) {
        return new Argon2Blocks(lease);
    }

    /** For a hash that is made once and far from any load. */
    static BlockPool unpooled() {
        return new FixedBlockPool(0);
    }

    @Override
    public Block allocate() {
        return lease.take();
    }

    @Override
    public void deallocate(Block block) {
        lease.giveBack(block);
    }
}
