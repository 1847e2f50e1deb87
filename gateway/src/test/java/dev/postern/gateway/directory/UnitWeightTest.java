package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The cache's own idea of its size, beside what the JVM counts. */
class UnitWeightTest {
    private static final int UNITS = 200_000;

    /** So much is kept at least of what an operator lets the cache have. */
    private static final double THRIFT = 0.5;

    /** Of everything else in this JVM, between two measurements. */
    private static final long NOISE = 4 << 20;

    private final Relation relation = Relation.ofKey("aliases");

    @Test
    void addressesTakeNoMoreThanTheyWeigh() {
        weigh(i -> new UnitValue.Text("somebody.else" + i + "@another.example.org"));
    }

    @Test
    void absencesTakeNoMoreThanTheyWeigh() {
        weigh(i -> UnitValue.Absent.INSTANCE);
    }

    @Test
    void accountsTakeNoMoreThanTheyWeigh() {
        weigh(i -> new UnitValue.Row(Map.of(
                "user", "somebody" + i + "@example.org", "password", "{PLAIN}password" + i, "uid", "" + (5000 + i))));
    }

    private void weigh(IntFunction<UnitResult> value) {
        UnitSource source = (unit, deadline) -> Future.succeededFuture(
                value.apply(Integer.parseInt(unit.key(), 0, unit.key().indexOf('.'), 10)));
        CachePolicy policy = new CachePolicy(
                1 << 30, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(1));
        long before = usedHeap();
        UnitCache cache = new UnitCache(source, policy, () -> 0);
        for (int i = 0; i < UNITS; i++) {
            cache.get(new Unit(relation, i + ".user@example.org"), Duration.ofHours(1), new Deadline(1));
        }
        long taken = usedHeap() - before;
        assertThat(cache.size()).isEqualTo(UNITS);
        assertThat(taken).isBetween((long) (cache.weight() * THRIFT), cache.weight() + NOISE);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
