package dev.postern.gateway.metrics;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A wall clock that nobody steps. Micrometer forgets a peak some minutes after it by the wall clock, and would show it for an
 * hour longer when that goes back an hour.
 */
final class SteadyClock implements Clock {
    private final long wallAtStart = System.currentTimeMillis();
    private final LongSupplier nanoTime;
    private final long nanosAtStart;

    SteadyClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nanosAtStart = nanoTime.getAsLong();
    }

    @Override
    public long wallTime() {
        return wallAtStart + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - nanosAtStart);
    }

    @Override
    public long monotonicTime() {
        return nanoTime.getAsLong();
    }
}
