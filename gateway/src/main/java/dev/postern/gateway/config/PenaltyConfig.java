package dev.postern.gateway.config;

import java.time.Duration;

/**
 * What wrong passwords cost whoever tries them.
 *
 * @param max the longest that answers to one network are held back beside {@link AuthConfig#failureDelay}; zero: not at
 *     all
 * @param forgetAfter after which a wrong password counts no more
 * @param knownFor how long a user is spared in a network after the last login from there
 */
public record PenaltyConfig(Duration max, Duration forgetAfter, Duration knownFor) {

    /** What an empty section means. */
    public static PenaltyConfig defaults() {
        return new PenaltyConfig(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(30));
    }
}
