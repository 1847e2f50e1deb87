package dev.postern.gateway.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final int NOTHING = 0;

    private final Lookout lookout = new Lookout();

    @Test
    void takesWhatComesWhileItLooks() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        int decided = lookout.calculateStrategy(() -> looks.incrementAndGet() < 3 ? NOTHING : 7, false);

        assertThat(decided).isEqualTo(7);
        assertThat(looks).hasValue(3);
    }

    @Test
    void sleepsWhenNothingComes() throws Exception {
        assertThat(lookout.calculateStrategy(() -> NOTHING, false)).isEqualTo(SelectStrategy.SELECT);
    }

    @Test
    void neverSleepsOnTasks() throws Exception {
        assertThat(lookout.calculateStrategy(() -> NOTHING, true)).isZero();
        assertThat(lookout.calculateStrategy(() -> 2, true)).isEqualTo(2);
    }

    @Test
    void hardlyLooksWhereNothingEverComes() throws Exception {
        assertThat(sleepsThatLooked(10_000)).isLessThan(20);
    }

    @Test
    void looksAtOnceAgainAfterSomethingCame() throws Exception {
        sleepsThatLooked(10_000);
        int slept = 0;
        while (lookout.calculateStrategy(() -> 1, false) != 1) {
            slept++;
        }

        assertThat(slept).isLessThanOrEqualTo(1024);
        assertThat(lookout.calculateStrategy(() -> 1, false)).isEqualTo(1);
    }

    private int sleepsThatLooked(int sleeps) throws Exception {
        int looked = 0;
        for (int i = 0; i < sleeps; i++) {
            AtomicInteger looks = new AtomicInteger();
            lookout.calculateStrategy(
                    () -> {
                        looks.incrementAndGet();
                        return NOTHING;
                    },
                    false);
            looked += looks.get() > 0 ? 1 : 0;
        }
        return looked;
    }
}
