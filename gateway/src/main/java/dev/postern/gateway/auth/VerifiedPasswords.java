package dev.postern.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.gateway.password.VerificationKey;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers which typed passwords have matched which stored ones, so that a phone that logs in each minute costs a
 * lookup and not an Argon2. A changed password misses by construction: the stored one is part of the key.
 */
final class VerifiedPasswords {

    /** About 20 MB. A site with more users than this logs the rest in by verifying. */
    private static final long MAX_ENTRIES = 200_000;

    /** How long a secret key in this process's memory may stand for a password. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    private final Cache<VerificationKey, Boolean> matched = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterWrite(KEEP)
            .executor(Runnable::run)
            .build();
    private final LongAdder hits = new LongAdder();

    boolean contains(VerificationKey key) {
        boolean known = matched.getIfPresent(key) != null;
        if (known) {
            hits.increment();
        }
        return known;
    }

    void add(VerificationKey key) {
        matched.put(key, Boolean.TRUE);
    }

    long hits() {
        return hits.sum();
    }
}
