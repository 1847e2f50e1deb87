package dev.postern.gateway.auth;

import dev.postern.gateway.password.Cost;
import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stored passwords to compare with for accounts that have none: as costly as those that there are, in the proportion in
 * which they come up, and for one name always the same.
 *
 * <p>One of each kind is remembered of those that were compared with; nobody gets in by it. Thread-safe.
 */
final class Decoys {

    /** A site has two or three; each costs a few hundred bytes. */
    private static final int MAX_KINDS = 16;

    /** Until a login has shown what the site has: Dovecot's and Debian's usual form, of a password that nobody knows. */
    private static final String USUAL = "{SHA512-CRYPT}$6$mNa8YkW46kgRmj5f$g"
            + "6I9wqO.BZ5v.SoY.ZcrneqZ7ejZWTynjzCSIBT3mkPzOWfWb0RcVYXtSCiCy05dFxWVuWmXGC50PNihWpPxe1";

    private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::scheme)
            .thenComparing(kind -> kind.cost().micros())
            .thenComparing(kind -> kind.cost().mebibytes());

    private final Map<Kind, Sample> kinds = new ConcurrentHashMap<>();
    private final SiteSecret secret = SiteSecret.random();
    private final Usable usual = (Usable) new StoredPasswordParser("SHA512-CRYPT", HashLimits.defaults()).parse(USUAL);

    /** What takes equally long. */
    private record Kind(String scheme, Cost cost) {}

    private record Sample(Kind kind, Usable stored, LongAdder count) {}

    /** Somebody's stored password is being compared with. */
    void saw(Usable stored) {
        Kind kind = new Kind(stored.scheme(), stored.cost());
        Sample sample = kinds.get(kind);
        if (sample == null && kinds.size() < MAX_KINDS) {
            sample = kinds.computeIfAbsent(kind, first -> new Sample(first, stored, new LongAdder()));
        }
        if (sample != null) {
            sample.count().increment();
        }
    }

    /** What to compare with for a user who has nothing. */
    Usable of(String user) {
        List<Sample> samples = kinds.values().stream()
                .sorted(Comparator.comparing(Sample::kind, ORDER))
                .toList();
        long all = samples.stream().mapToLong(sample -> sample.count().sum()).sum();
        if (all == 0) {
            return usual;
        }
        // A share, not a remainder: it points at the same kind while the counts grow.
        double share = (ByteBuffer.wrap(secret.derive(user)).getLong() >>> 1) / (double) Long.MAX_VALUE;
        double drawn = share * all;
        for (Sample sample : samples) {
            drawn -= sample.count().sum();
            if (drawn < 0) {
                return sample.stored();
            }
        }
        return samples.get(samples.size() - 1).stored();
    }
}
