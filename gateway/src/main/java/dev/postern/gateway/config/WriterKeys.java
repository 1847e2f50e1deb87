package dev.postern.gateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What each section has that writes into a database. */
final class WriterKeys {

    static final Key<JdbcUrl> URL = Key.required("url", Scalars.URL, "where to write, as database.url");
    static final Key<String> USERNAME =
            Key.required("username", Scalars.SOME_TEXT, "a role that may update what the reader only reads");
    static final Key<SecretText> PASSWORD =
            Key.optional("password", Scalars.SECRET, "its password; better in passwordFile or ${NAME}");
    static final Key<SecretText> PASSWORD_FILE =
            Key.optional("passwordFile", new SecretFileType(), "a file that holds the password");

    private WriterKeys() {}

    /** A section with these keys, one before them and others behind. */
    static SectionType section(Key<?> first, Key<?>... others) {
        List<Key<?>> keys = new ArrayList<>(List.of(first, URL, USERNAME, PASSWORD, PASSWORD_FILE));
        Collections.addAll(keys, others);
        return SectionType.of(keys.toArray(Key<?>[]::new))
                .withRule(section -> section.refuseBoth(PASSWORD, PASSWORD_FILE));
    }

    static WriterConfig config(Section section) {
        return new WriterConfig(
                section.get(URL),
                section.get(USERNAME),
                section.find(PASSWORD).or(() -> section.find(PASSWORD_FILE)).orElse(null));
    }
}
