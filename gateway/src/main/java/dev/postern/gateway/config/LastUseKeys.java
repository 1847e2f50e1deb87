package dev.postern.gateway.config;

import java.time.Duration;

/** {@code auth.lastUse:} */
final class LastUseKeys {

    static final Key<Duration> EVERY = Key.defaulted(
            "every",
            Quantities.duration(LastUseConfig.LEAST, LastUseConfig.MOST),
            LastUseConfig.USUALLY,
            "how often of one app password, at most");
    static final Key<String> STATEMENT = Key.required(
            "statement",
            Scalars.matching(
                    "statement",
                    "write UPDATE … SET last_use = now() WHERE … = :user AND label = :label",
                    "(?s)(?=.*:user\\b)(?=.*:label\\b)[^?]+",
                    "lacks one of :user and :label"),
            "UPDATE … SET last_use = now() WHERE … = :user AND label = :label; :service and :rip are known, too");

    static final SectionType SECTION = WriterKeys.section(EVERY, STATEMENT);

    private LastUseKeys() {}

    static LastUseConfig config(Section section) {
        return new LastUseConfig(section.get(EVERY), WriterKeys.config(section), section.get(STATEMENT));
    }
}
