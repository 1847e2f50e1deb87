package dev.postern.gateway.password;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;

/**
 * The memory that hashes work in: a budget in MiB, and the Argon2 blocks of earlier hashes for the next ones. What is in
 * use and what is spare stay together within the budget, but for half a MiB per hash in progress, whatever parameters
 * are seen. Thread-safe.
 */
final class HashMemory {

    /** A block is 1 KiB. */
    private static final int BLOCKS_PER_MEBIBYTE = 1024;

    /** Blocks move in lots, so that a hash of 64 MiB does not take this object's lock 130,000 times. */
    private static final int LOT = 256;

    /** Argon2 takes four blocks beside its memory; room for a few hashes at a time. */
    private static final int SCRATCH = 16;

    private final int budget;
    private final Semaphore free;
    private final Deque<Block> spare = new ArrayDeque<>();
    private long made;

    /** @param budget in MiB */
    HashMemory(int budget) {
        this.budget = budget;
        this.free = new Semaphore(budget, true);
    }

    /** In MiB. */
    int budget() {
        return budget;
    }

    /** In MiB. */
    int used() {
        return budget - free.availablePermits();
    }

    /** How many blocks have ever been allocated. */
    synchronized long made() {
        return made;
    }

    /**
     * Waits until so much is free.
     *
     * @param mebibytes not more than the budget
     * @param inBlocks whether the hash will work in the lease's blocks, rather than in arrays of its own
     */
    Lease lease(int mebibytes, boolean inBlocks) throws InterruptedException {
        if (mebibytes > 0) {
            // Even nothing would wait in line here, behind those who need much.
            free.acquire(mebibytes);
        }
        shrink(free.availablePermits() + (inBlocks ? mebibytes : 0));
        return new Lease(mebibytes);
    }

    /** Gives the spare blocks to the garbage collector. */
    synchronized void trim() {
        spare.clear();
    }

    private synchronized void takeLot(Deque<Block> blocks) {
        for (int i = 0; i < LOT; i++) {
            Block block = spare.poll();
            if (block == null) {
                block = new Block();
                made++;
            }
            blocks.push(block);
        }
    }

    private synchronized void give(Deque<Block> blocks) {
        spare.addAll(blocks);
    }

    private synchronized void shrink(int mebibytes) {
        int keep = mebibytes * BLOCKS_PER_MEBIBYTE + SCRATCH;
        while (spare.size() > keep) {
            spare.pop();
        }
    }

    /** One hash's share; for one thread. */
    final class Lease implements AutoCloseable {
        private final int mebibytes;
        private final Deque<Block> blocks = new ArrayDeque<>();

        private Lease(int mebibytes) {
            this.mebibytes = mebibytes;
        }

        /** A block, wiped. */
        Block take() {
            if (blocks.isEmpty()) {
                takeLot(blocks);
            }
            return blocks.pop();
        }

        /** Takes a block back and wipes it. */
        void giveBack(Block block) {
            blocks.push(block.clear());
        }

        @Override
        public void close() {
            give(blocks);
            free.release(mebibytes);
            shrink(free.availablePermits());
        }
    }
}
