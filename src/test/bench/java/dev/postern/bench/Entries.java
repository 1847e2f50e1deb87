package dev.postern.bench;

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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What an entry of the cache costs, and how long one is looked for, with ten thousand to ten million of them: the cache
 * and the ladder in this process, with mailboxes as PostfixAdmin stores them; {@code entries} starts it.
 */
public final class Entries {
    private static final String MAP = "virtual-mailboxes";
    private static final Duration LONG = Duration.ofHours(12);
    private static final int PER_DOMAIN = 1000;
    private static final int LOOK_UPS = 1_000_000;
    private static final int TURNS = 5;
    private static final double MEBIBYTE = 1 << 20;

    private final UnitCache cache = new UnitCache(
            (unit, patience) -> Future.succeededFuture(new UnitValue.Text(mailbox(unit.key()))),
            new CachePolicy(Long.MAX_VALUE, LONG, LONG, LONG, LONG),
            System::nanoTime);
    private final MapDirectory directory = new MapDirectory(
            List.of(new MapDefinition(MAP, MapKind.MAILBOX, Relation.ofKey("mailboxes"), false, null)),
            new RecipientDelimiter("+"),
            Set.of(),
            cache,
            LONG);
    private final Deadline deadline = Deadline.after(LONG, System.nanoTime());

    private Entries() {}

    /**
     * Prints a Markdown table.
     *
     * @param arguments numbers of entries, ascending
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println("| entries | heap, MiB | bytes each | as the cache weighs them | ns a look-up |");
        System.out.println("|---|---|---|---|---|");
        Entries entries = new Entries();
        double before = heap();
        int filled = 0;
        for (String argument : arguments) {
            int count = Integer.parseInt(argument);
            for (; filled < count; filled++) {
                entries.ask(filled);
            }
            entries.print(count, heap() - before);
        }
    }

    private void print(int count, double heap) {
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,.0f | %.0f | %.0f | %.0f |%n",
                count,
                heap / MEBIBYTE,
                heap / cache.size(),
                (double) cache.weight() / cache.size(),
                nanosEach(count));
    }

    /** At random, which is the worst that memory can be asked for; the best of some turns, of which the first warm up. */
    private double nanosEach(int count) {
        double best = Double.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            Random random = new Random(turn);
            long start = System.nanoTime();
            for (int i = 0; i < LOOK_UPS; i++) {
                ask(random.nextInt(count));
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) LOOK_UPS);
        }
        return best;
    }

    private void ask(int number) {
        LookupResult result = directory.lookup(MAP, address(number), deadline).result();
        if (!(result instanceof LookupResult.Found)) {
            throw new IllegalStateException(result + " for " + address(number));
        }
    }

    private static String address(int number) {
        return "user" + number + "@domain" + number / PER_DOMAIN + ".example.org";
    }

    private static String mailbox(String address) {
        int at = address.indexOf('@');
        return address.substring(at + 1) + '/' + address.substring(0, at) + '/';
    }

    /** What a full collection leaves, in bytes. */
    private static double heap() throws IOException {
        return new ProcessMemory(ProcessHandle.current().pid()).liveHeap() * 1024;
    }
}
