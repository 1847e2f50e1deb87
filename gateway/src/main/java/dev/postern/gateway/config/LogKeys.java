package dev.postern.gateway.config;

import java.util.Locale;

/** {@code log:} */
final class LogKeys {

    private static final LogConfig DEFAULTS = LogConfig.defaults();

    static final Key<LogConfig.Level> LEVEL = Key.defaulted(
            "level",
            Scalars.oneOf(LogConfig.Level.values(), level -> level.name().toLowerCase(Locale.ROOT)),
            DEFAULTS.level(),
            "the least that is logged");
    static final Key<LogConfig.Format> FORMAT = Key.defaulted(
            "format",
            Scalars.oneOf(LogConfig.Format.values(), format -> format.name().toLowerCase(Locale.ROOT)),
            DEFAULTS.format(),
            "for people, or one JSON object a line");

    static final SectionType SECTION = SectionType.of(LEVEL, FORMAT);

    private LogKeys() {}

    static LogConfig config(Section section) {
        return new LogConfig(section.get(LEVEL), section.get(FORMAT));
    }
}
