package dev.postern.gateway.config;

import java.time.Duration;

/**
 * How it is noted when an app password was last used: not at all unless it is written.
 *
 * @param every how often of one app password, at most
 * @param writer of a role that may update what the reader only reads
 * @param statement an UPDATE with {@code :user} and {@code :label}, and with {@code :service} and {@code :rip} at will
 */
public record LastUseConfig(Duration every, WriterConfig writer, String statement) {

    /** What an owner wants to know is which phone is still in use, not when it last looked for mail. */
    public static final Duration USUALLY = Duration.ofHours(1);

    /** A phone looks for mail each minute, and no oftener is its row written. */
    static final Duration LEAST = Duration.ofMinutes(1);

    static final Duration MOST = Duration.ofDays(30);
}
