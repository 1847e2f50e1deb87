package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapBudgetTest {
    private static final long MEBIBYTE = 1 << 20;

    private static HeapBudget heap(long mebibytes) {
        return new HeapBudget(mebibytes * MEBIBYTE);
    }

    /** With the cache's default of 128 MiB. */
    @ParameterizedTest
    @CsvSource({
        // four hashes with Dovecot's defaults at a time
        "6000, 256",
        "640, 256",
        // fewer on a small machine
        "512, 179",
        "320, 64"
    })
    void leavesToPasswordsWhatTheCacheDoesNotTake(long heap, int mebibytes) {
        assertThat(heap(heap).problem(128 * MEBIBYTE)).isEmpty();
        assertThat(heap(heap).verifierLimits(2, 128 * MEBIBYTE).mebibytes()).isEqualTo(mebibytes);
    }

    @Test
    void refusesACacheThatLeavesNoRoomForOneHash() {
        assertThat(heap(319).problem(128 * MEBIBYTE))
                .contains(new HeapBudget.Problem(
                        "the cache's 128MiB and the 64MiB to verify passwords in are more than 60 % of the JVM's heap of 319MiB",
                        "set cache.maxBytes: 127MiB, or give it a larger heap: JAVA_OPTS=-Xmx337m"));
    }

    @Test
    void saysThatTheHeapIsTooSmallForAnyCache() {
        assertThat(heap(100).problem(MEBIBYTE))
                .map(HeapBudget.Problem::hint)
                .contains("give it a larger heap: JAVA_OPTS=-Xmx115m");
    }

    @Test
    void refusesACacheBeyondAllMachines() {
        assertThat(heap(6000).problem(Long.MAX_VALUE)).isPresent();
    }
}
