package dev.postern.gateway.config;

/**
 * How the log is written.
 *
 * @param level the least that is logged
 * @param format of each line
 */
public record LogConfig(Level level, Format format) {

    /** From the most talkative to the most silent. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** What a line of the log looks like. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** What an empty section means. */
    public static LogConfig defaults() {
        return new LogConfig(Level.INFO, Format.TEXT);
    }
}
