package dev.postern.gateway.config;

/** {@code auth.rehash:} */
final class RehashKeys {

    static final Key<String> SCHEME = Key.defaulted(
            "scheme",
            Scalars.oneOf(RehashConfig.SCHEMES.toArray(String[]::new), name -> name),
            RehashConfig.SCHEMES.get(0),
            "of new hashes");
    static final Key<String> STATEMENT = Key.required(
            "statement",
            Scalars.matching(
                    "statement",
                    "write UPDATE … SET password = :new WHERE … = :user AND password = :old",
                    "(?s)(?=.*:new\\b)(?=.*:user\\b)(?=.*:old\\b)[^?]+",
                    "lacks one of :new, :user and :old"),
            "UPDATE … SET password = :new WHERE … = :user AND password = :old");

    static final SectionType SECTION = WriterKeys.section(SCHEME, STATEMENT);

    private RehashKeys() {}

    static RehashConfig config(Section section) {
        return new RehashConfig(section.get(SCHEME), WriterKeys.config(section), section.get(STATEMENT));
    }
}
