package dev.postern.gateway.config;

/** {@code auth.rehash:} */
final class RehashKeys {

    static final Key<String> SCHEME = Key.defaulted(
            "scheme",
            Scalars.oneOf(RehashConfig.SCHEMES.toArray(String[]::new), name -> name),
            RehashConfig.SCHEMES.get(0),
            "of new hashes");
    static final Key<JdbcUrl> URL = Key.required("url", Scalars.URL, "where to write, as database.url");
    static final Key<String> USERNAME =
            Key.required("username", Scalars.SOME_TEXT, "a role that may update what the reader only reads");
    static final Key<SecretText> PASSWORD =
            Key.optional("password", Scalars.SECRET, "its password; better in passwordFile or ${NAME}");
    static final Key<SecretText> PASSWORD_FILE =
            Key.optional("passwordFile", new SecretFileType(), "a file that holds the password");
    static final Key<String> STATEMENT = Key.required(
            "statement",
            Scalars.matching(
                    "statement",
                    "write UPDATE … SET password = :new WHERE … = :user AND password = :old",
                    "(?s)(?=.*:new\\b)(?=.*:user\\b)(?=.*:old\\b)[^?]+",
                    "lacks one of :new, :user and :old"),
            "UPDATE … SET password = :new WHERE … = :user AND password = :old");

    static final SectionType SECTION = SectionType.of(SCHEME, URL, USERNAME, PASSWORD, PASSWORD_FILE, STATEMENT)
            .withRule(section -> section.refuseBoth(PASSWORD, PASSWORD_FILE));

    private RehashKeys() {}

    static RehashConfig config(Section section) {
        return new RehashConfig(
                section.get(SCHEME),
                section.get(URL),
                section.get(USERNAME),
                section.find(PASSWORD).or(() -> section.find(PASSWORD_FILE)).orElse(null),
                section.get(STATEMENT));
    }
}
