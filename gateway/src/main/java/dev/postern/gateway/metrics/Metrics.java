package dev.postern.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** The registry, and the meters that requests use. Thread-safe. */
public final class Metrics implements AutoCloseable {

    /** From a hit in memory to a time-out; each is a line that an operator can put an alarm on. */
    private static final Duration[] LATENCY_BOUNDS = {
        Duration.ofNanos(100_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(8)
    };

    private final PrometheusMeterRegistry registry;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<RequestLabels, Timer> requests = new ConcurrentHashMap<>();

    /** Micrometer refers to what it counts weakly. */
    private final Queue<LongSupplier> counted = new ConcurrentLinkedQueue<>();

    private record RequestLabels(String protocol, String subject, String outcome) {}

    /** A registry with the JVM's own meters. */
    public Metrics() {
        this(System::nanoTime);
    }

    Metrics(LongSupplier nanoTime) {
        registry = new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, new PrometheusRegistry(), new SteadyClock(nanoTime));
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /**
     * The timer of requests with one outcome; keep it, rather than asking again.
     *
     * @param protocol the listener's protocol
     * @param subject the map, the SASL mechanism or the command: a name from a closed list, never a client's text
     * @param outcome what became of it
     */
    public Timer requests(String protocol, String subject, String outcome) {
        RequestLabels wanted = new RequestLabels(protocol, subject, outcome);
        Timer known = requests.get(wanted);
        return known != null
                ? known
                : requests.computeIfAbsent(
                        wanted,
                        labels -> Timer.builder("postern.requests")
                                .description("Requests answered, by what was asked and what became of it")
                                .tags("protocol", protocol, "subject", subject, "outcome", outcome)
                                .serviceLevelObjectives(LATENCY_BOUNDS)
                                .register(registry));
    }

    /** The timer of that name and those tags. */
    public Timer timer(String name, String description, String... tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(LATENCY_BOUNDS)
                .register(registry);
    }

    /** Publishes a number that goes up and down. */
    public void gauge(String name, String description, LongSupplier value, String... tags) {
        Gauge.builder(name, () -> (double) value.getAsLong())
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** Publishes a number that only grows. */
    public void counter(String name, String description, LongSupplier value, String... tags) {
        counted.add(value);
        FunctionCounter.builder(name, value, supplier -> (double) supplier.getAsLong())
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** All meters in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
