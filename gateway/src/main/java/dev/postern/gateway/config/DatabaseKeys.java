package dev.postern.gateway.config;

import java.time.Duration;

/** {@code database:} */
final class DatabaseKeys {

    /** Less than a round trip through a machine room is no time-out but a switch-off. */
    private static final Duration MIN_QUERY_TIMEOUT = Duration.ofMillis(10);

    static final Key<JdbcUrl> URL = Key.required(
            "url", Scalars.URL, "where the rows are, as pgjdbc takes it: several hosts, targetServerType, ssl …");
    static final Key<JdbcUrl> ANNOUNCEMENTS_URL = Key.optional(
            "announcementsUrl",
            Scalars.URL,
            "the primary server itself, to hear of changes: needed when url goes to replicas or through a pooler");
    static final Key<String> USERNAME = Key.optional("username", Scalars.SOME_TEXT, "who asks");
    static final Key<SecretText> PASSWORD =
            Key.optional("password", Scalars.SECRET, "the password; better in passwordFile or ${NAME}");
    static final Key<SecretText> PASSWORD_FILE =
            Key.optional("passwordFile", new SecretFileType(), "a file that holds the password");
    static final Key<Integer> CONNECTIONS = Key.defaulted(
            "connections",
            Quantities.count(1, DatabaseConfig.MAX_CONNECTIONS),
            DatabaseConfig.DEFAULT_CONNECTIONS,
            "pinned ones for look-ups; a handful more serve everything else");
    static final Key<Duration> QUERY_TIMEOUT = Key.defaulted(
            "queryTimeout",
            Quantities.duration(MIN_QUERY_TIMEOUT, DatabaseConfig.MAX_QUERY_TIMEOUT),
            DatabaseConfig.DEFAULT_QUERY_TIMEOUT,
            "counted from the request's arrival, connecting included");

    static final SectionType SECTION = SectionType.of(
                    URL, ANNOUNCEMENTS_URL, USERNAME, PASSWORD, PASSWORD_FILE, CONNECTIONS, QUERY_TIMEOUT)
            .withRule(section -> section.refuseBoth(PASSWORD, PASSWORD_FILE));

    private DatabaseKeys() {}

    static DatabaseConfig config(Section section) {
        return new DatabaseConfig(
                section.get(URL),
                section.find(USERNAME).orElse(null),
                section.find(PASSWORD).or(() -> section.find(PASSWORD_FILE)).orElse(null),
                section.get(CONNECTIONS),
                section.get(QUERY_TIMEOUT),
                section.find(ANNOUNCEMENTS_URL).orElse(null));
    }
}
