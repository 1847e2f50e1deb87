package dev.postern.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {

    // Each minute by a clock that no step of the machine's reaches.
    @Test
    void forgetsAPeakByTheMonotonicClock() {
        AtomicLong nanos = new AtomicLong();
        try (Metrics metrics = new Metrics(nanos::get)) {
            metrics.timer("postern.peak", "A test's").record(Duration.ofSeconds(7));
            assertThat(metrics.scrape()).contains("postern_peak_seconds_max 7.0");
            nanos.addAndGet(Duration.ofMinutes(10).toNanos());
            assertThat(metrics.scrape())
                    .contains("postern_peak_seconds_max 0.0")
                    .contains("postern_peak_seconds_count 1");
        }
    }
}
