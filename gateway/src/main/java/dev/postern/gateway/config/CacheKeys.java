package dev.postern.gateway.config;

import java.nio.file.Path;
import java.time.Duration;

/** {@code cache:} */
final class CacheKeys {

    /** Nothing that is older than a year is worth an answer. */
    private static final Duration MAX_AGE = Duration.ofDays(365);

    static final ScalarType<Duration> AGE_OR_NONE = Quantities.duration(Duration.ZERO, MAX_AGE);

    private static final CacheConfig DEFAULTS = CacheConfig.defaults();

    static final Key<Long> MAX_BYTES = Key.defaulted(
            "maxBytes",
            Quantities.size(CacheConfig.MIN_MAX_BYTES),
            DEFAULTS.maxBytes(),
            "bound on all that is kept in memory, overhead included");
    static final Key<Duration> TTL = Key.defaulted(
            "ttl",
            Quantities.duration(Duration.ofSeconds(1), MAX_AGE),
            DEFAULTS.ttl(),
            "after which a row that was found is read again");
    static final Key<Duration> NEGATIVE_TTL = Key.defaulted(
            "negativeTtl", AGE_OR_NONE, DEFAULTS.negativeTtl(), "the same for a row that was not found; 0: each time");
    static final Key<Duration> STALE_FOR = Key.defaulted(
            "staleFor",
            AGE_OR_NONE,
            DEFAULTS.staleFor(),
            "how old look-ups may be while the database is away; 0 for none");

    static final Key<Path> SNAPSHOT = Key.optional(
            "snapshot",
            Scalars.PATH,
            "a file to keep all of it in over a restart, mode 0600, in a folder that exists; without it a start knows"
                    + " nothing while the database is away");

    static final Key<Boolean> PRELOAD = Key.defaulted(
            "preload",
            Scalars.BOOLEAN,
            DEFAULTS.preload(),
            "read whole relations at start and keep them, so that unknown keys are answered, too, while the database is"
                    + " away; for presets that say how, and up to 100,000 keys each");

    static final SectionType SECTION = SectionType.of(MAX_BYTES, TTL, NEGATIVE_TTL, STALE_FOR, SNAPSHOT, PRELOAD);

    private CacheKeys() {}

    static CacheConfig config(Section section) {
        return new CacheConfig(
                section.get(MAX_BYTES),
                section.get(TTL),
                section.get(NEGATIVE_TTL),
                section.get(STALE_FOR),
                section.find(SNAPSHOT).orElse(null),
                section.get(PRELOAD));
    }
}
