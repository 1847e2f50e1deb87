package dev.postern.gateway.loop;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;

/** Decides whether a loop without work sleeps at once or looks on for a moment. One for each loop, used by its thread. */
final class Lookout implements SelectStrategy {

    /** About what sleeping and being woken costs: who looks on for as long pays at most twice. */
    static final int MICROS = 50;

    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(MICROS);

    /** After the first look in vain, so many times of sleeping at once; after each further one twice as many. */
    private static final int FIRST_REST = 4;

    /** At most, which keeps what is wasted on a quiet site below a hundredth of what its requests cost. */
    private static final int LONGEST_REST = 1024;

    private int rest = FIRST_REST;
    private int resting;

    @Override
    public int calculateStrategy(IntSupplier ready, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return ready.get();
        }
        if (resting > 0) {
            resting--;
            return SELECT;
        }
        return lookOut(ready);
    }

    private int lookOut(IntSupplier ready) throws Exception {
        long start = System.nanoTime();
        do {
            int events = ready.get();
            if (events > 0) {
                rest = FIRST_REST;
                return events;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() - start < NANOS);
        resting = rest;
        rest = Math.min(2 * rest, LONGEST_REST);
        return SELECT;
    }
}
