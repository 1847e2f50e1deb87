package dev.postern.gateway.directory.sql;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which database is asked, and how. Prints neither the URL, which may hold a password, nor the password.
 *
 * @param name as log lines and metrics call it
 * @param url as pgjdbc takes it, beginning with {@code jdbc:postgresql:}
 * @param user null: as the URL says
 * @param password asked anew for each connection, so that a changed one needs no restart; gives null for none
 * @param connections pinned ones for look-ups, at least 1
 * @param queryTimeout how long the server may work on a statement; a request's own deadline counts from its arrival
 */
public record DatabaseSettings(
        String name,
        String url,
        @Nullable String user,
        Supplier<@Nullable String> password,
        int connections,
        Duration queryTimeout) {

    /** The name of the only database, or of the first. */
    public static final String MAIN = "database";

    /** @throws IllegalArgumentException for less than one connection, or a time-out that is not positive */
    public DatabaseSettings {
        if (connections < 1 || queryTimeout.isNegative() || queryTimeout.isZero()) {
            throw new IllegalArgumentException("connections and queryTimeout must be positive");
        }
    }

    /** Settings of {@link #MAIN}. */
    public DatabaseSettings(
            String url,
            @Nullable String user,
            Supplier<@Nullable String> password,
            int connections,
            Duration queryTimeout) {
        this(MAIN, url, user, password, connections, queryTimeout);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[name=" + name + ", user=" + user + ", connections=" + connections + ", queryTimeout="
                + queryTimeout + "]";
    }
}
