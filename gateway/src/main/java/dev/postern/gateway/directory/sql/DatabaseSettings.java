package dev.postern.gateway.directory.sql;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which database is asked, and how. Prints neither the URL, which may hold a password, nor the password.
 *
 * @param url as pgjdbc takes it, beginning with {@code jdbc:postgresql:}
 * @param user null: as the URL says
 * @param password asked anew for each connection, so that a changed one needs no restart; gives null for none
 * @param connections pinned ones for look-ups, at least 1
 * @param queryTimeout how long the server may work on a statement; a request's own deadline counts from its arrival
 */
public record DatabaseSettings(
        String url,
        @Nullable String user,
        Supplier<@Nullable String> password,
        int connections,
        Duration queryTimeout) {

    /** @throws IllegalArgumentException for less than one connection, or a time-out that is not positive */
    public DatabaseSettings {
        if (connections < 1 || queryTimeout.isNegative() || queryTimeout.isZero()) {
            throw new IllegalArgumentException("connections and queryTimeout must be positive");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + ", connections=" + connections + ", queryTimeout=" + queryTimeout
                + "]";
    }
}
