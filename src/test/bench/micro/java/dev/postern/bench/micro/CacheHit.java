package dev.postern.bench.micro;

import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.MapDirectory;
import dev.postern.gateway.directory.MapKind;
import dev.postern.gateway.directory.RecipientDelimiter;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A look-up whose units are cached: the ladder and the cache, without the wire. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CacheHit {
    private static final String MAP = "virtual-mailboxes";
    private static final int KEYS = 20_000;
    private static final Duration LONG = Duration.ofHours(1);

    private final String[] known = new String[KEYS];
    private final String[] unknown = new String[KEYS];
    private MapDirectory directory;
    private Deadline deadline;
    private int next;

    /** Asks everything once, so that nothing is a miss. */
    @Setup
    public void fill() {
        UnitCache cache = new UnitCache(
                (unit, patience) -> Future.succeededFuture(
                        unit.key().startsWith("u")
                                ? new UnitValue.Text("mail/" + unit.key())
                                : UnitValue.Absent.INSTANCE),
                new CachePolicy(1L << 28, LONG, LONG, LONG, LONG),
                System::nanoTime);
        directory = new MapDirectory(
                List.of(new MapDefinition(MAP, MapKind.MAILBOX, Relation.ofKey("mailboxes"), false, null)),
                new RecipientDelimiter("+"),
                Set.of(),
                cache,
                LONG);
        deadline = Deadline.after(LONG, System.nanoTime());
        for (int i = 0; i < KEYS; i++) {
            known[i] = "u" + i + "@d" + i / 1000 + ".example.org";
            unknown[i] = "Nobody" + i + "+list@d" + i / 1000 + ".example.org";
            directory.lookup(MAP, known[i], deadline);
            directory.lookup(MAP, unknown[i], deadline);
        }
    }

    /** The first step of the ladder answers. */
    @Benchmark
    public Future<LookupResult> found() {
        return directory.lookup(MAP, known[index()], deadline);
    }

    /** All steps have to be asked: upper case, an extension, no catch-all. */
    @Benchmark
    public Future<LookupResult> notFound() {
        return directory.lookup(MAP, unknown[index()], deadline);
    }

    private int index() {
        next = next + 1 == KEYS ? 0 : next + 1;
        return next;
    }
}
