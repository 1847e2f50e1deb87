package dev.postern.gateway.auth;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many passwords users have to be tried, so that whoever does not exist seems to have some, too: as many as somebody of
 * the site's users, in the proportion in which they come up, and for one name and service always as many.
 *
 * <p>Without this the time of a refusal would tell users of several passwords from nobody: each costs a hash. It costs
 * what guessing at users costs, on the average, and no more. Thread-safe.
 */
final class TryCounts {

    /** A user's own password and 16 for apps; rows of more are refused. */
    static final int MOST = 17;

    /** A site has a handful; those that somebody makes up share one. */
    private static final int MAX_SERVICES = 16;

    private static final String OTHERS = "";

    private final Map<String, AtomicLongArray> seen = new ConcurrentHashMap<>();
    private final SiteSecret secret = SiteSecret.random();

    /** Somebody's password is tried on so many. */
    void saw(String service, int passwords) {
        AtomicLongArray counts = seen.get(service);
        if (counts == null) {
            String name = seen.size() < MAX_SERVICES ? service : OTHERS;
            counts = seen.computeIfAbsent(name, first -> new AtomicLongArray(MOST + 1));
        }
        counts.incrementAndGet(Math.min(passwords, MOST));
    }

    /** On how many to try the password of a user who has none: at least one. */
    int of(String service, String user) {
        AtomicLongArray counts = seen.getOrDefault(service, seen.get(OTHERS));
        if (counts == null) {
            return 1;
        }
        long all = 0;
        for (int passwords = 0; passwords <= MOST; passwords++) {
            all += counts.get(passwords);
        }
        // A share, not a remainder: it points at the same number while the counts grow.
        double share =
                (ByteBuffer.wrap(secret.derive(service + '\0' + user)).getLong() >>> 1) / (double) Long.MAX_VALUE;
        double drawn = share * all;
        for (int passwords = 1; passwords <= MOST; passwords++) {
            drawn -= counts.get(passwords);
            if (drawn < 0) {
                return passwords;
            }
        }
        return 1;
    }
}
