package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.HashMemory.Lease;
import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.junit.jupiter.api.Test;

class HashMemoryTest {

    private final StoredPasswordParser parser = new StoredPasswordParser("ARGON2ID", HashLimits.defaults());

    @Test
    void makesNoBlocksForParameterSetsThatComeLater() throws InterruptedException {
        HashMemory memory = new HashMemory(4);
        compute(memory, 4096, 1);
        long made = memory.made();
        for (int kibibytes = 100; kibibytes < 4096; kibibytes += 111) {
            compute(memory, kibibytes, 1 + kibibytes % 5);
        }
        assertThat(memory.made()).isEqualTo(made);
        assertThat(memory.used()).isZero();
    }

    private void compute(HashMemory memory, int kibibytes, int lanes) throws InterruptedException {
        String hash = "$argon2id$v=19$m=" + kibibytes + ",t=1,p=" + lanes + "$MDEyMzQ1Njc4OWFiY2RlZg$" + "A".repeat(43);
        Usable stored = (Usable) parser.parse(hash);
        try (Lease lease = memory.lease(stored.cost().mebibytes(), stored.inBlocks())) {
            assertThat(stored.matches(new Attempt("x".getBytes(UTF_8), "", lease)))
                    .isFalse();
        }
    }

    @Test
    void keepsNoMoreSpareBlocksThanTheBudgetLeaves() throws InterruptedException {
        HashMemory memory = new HashMemory(4);
        fill(memory.lease(4, true), 4096);
        Lease arrays = memory.lease(3, false);
        assertThat(memory.used()).isEqualTo(3);
        long before = memory.made();
        fill(memory.lease(1, true), 1024);
        assertThat(memory.made()).as("one MiB was left").isEqualTo(before);
        arrays.close();
        long made = memory.made();
        fill(memory.lease(4, true), 4096);
        assertThat(memory.made()).as("the other three were given up").isGreaterThan(made + 2048);
    }

    @Test
    void forgetsSpareBlocksWhenTrimmed() throws InterruptedException {
        HashMemory memory = new HashMemory(1);
        fill(memory.lease(1, true), 1024);
        long made = memory.made();
        memory.trim();
        fill(memory.lease(1, true), 1024);
        assertThat(memory.made()).isEqualTo(2 * made);
    }

    private static void fill(Lease lease, int count) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(lease.take());
        }
        blocks.forEach(lease::giveBack);
        lease.close();
    }
}
