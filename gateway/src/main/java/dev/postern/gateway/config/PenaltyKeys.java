package dev.postern.gateway.config;

import java.time.Duration;

/** {@code auth.penalty:} */
final class PenaltyKeys {

    private static final PenaltyConfig DEFAULTS = PenaltyConfig.defaults();

    /** Less is nothing that grows. */
    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);

    static final Key<Duration> MAX = Key.defaulted(
            "max",
            Quantities.duration(Duration.ZERO, AuthConfig.MAX_FAILURE_DELAY),
            DEFAULTS.max(),
            "the longest that answers are held back for wrong passwords before, beside failureDelay; 0 for none");
    static final Key<Duration> FORGET_AFTER = Key.defaulted(
            "forgetAfter",
            Quantities.duration(SHORTEST_MEMORY, Duration.ofDays(1)),
            DEFAULTS.forgetAfter(),
            "after which a wrong password counts no more");
    static final Key<Duration> KNOWN_FOR = Key.defaulted(
            "knownFor",
            Quantities.duration(Duration.ZERO, Duration.ofDays(365)),
            DEFAULTS.knownFor(),
            "how long a user is spared in a network after the last login from there; 0: nobody is");

    static final SectionType SECTION = SectionType.of(MAX, FORGET_AFTER, KNOWN_FOR);

    private PenaltyKeys() {}

    static PenaltyConfig config(Section section) {
        return new PenaltyConfig(section.get(MAX), section.get(FORGET_AFTER), section.get(KNOWN_FOR));
    }
}
