package dev.postern.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows are, and how hard they are asked.
 *
 * @param url as pgjdbc takes it
 * @param username null: as {@code url} or pgjdbc's own defaults say
 * @param password null: none, or as {@code url} or a {@code .pgpass} file says
 * @param connections pinned ones for look-ups, 1 to {@link #MAX_CONNECTIONS}; a handful more serve everything else
 * @param queryTimeout counted from the request's arrival, connecting included; up to {@link #MAX_QUERY_TIMEOUT}
 * @param announcementsUrl the server that takes changes, to hear of them; null: {@code url} leads there
 */
public record DatabaseConfig(
        JdbcUrl url,
        @Nullable String username,
        @Nullable SecretText password,
        int connections,
        Duration queryTimeout,
        @Nullable JdbcUrl announcementsUrl) {

    /** A PostgreSQL server grants 100 connections by default; batches over a handful already saturate it. */
    public static final int MAX_CONNECTIONS = 64;

    /** A request is answered or its connection closed within 8 s; what is left is for the answer's way back. */
    public static final Duration MAX_QUERY_TIMEOUT = Duration.ofSeconds(7);

    static final int DEFAULT_CONNECTIONS = 4;
    static final Duration DEFAULT_QUERY_TIMEOUT = Duration.ofSeconds(2);

    /** A source that announces its changes itself. */
    public DatabaseConfig(
            JdbcUrl url,
            @Nullable String username,
            @Nullable SecretText password,
            int connections,
            Duration queryTimeout) {
        this(url, username, password, connections, queryTimeout, null);
    }

    /** The source at {@code url}, with the default number of connections and time-out. */
    public static DatabaseConfig of(JdbcUrl url, @Nullable String username, @Nullable SecretText password) {
        return new DatabaseConfig(url, username, password, DEFAULT_CONNECTIONS, DEFAULT_QUERY_TIMEOUT);
    }
}
