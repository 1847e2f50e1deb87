package dev.postern.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a user's mail lives: a query, or a file.
 *
 * @param query with Dovecot's own variables; columns {@code home}, {@code uid}, {@code gid} …
 * @param iterate lists all users in a column {@code username}, null: as the file says, or they cannot be listed
 * @param dovecotSql a {@code dovecot-sql.conf.ext} with such queries
 */
public record UserdbConfig(
        @Nullable String query,
        @Nullable String iterate,
        @Nullable QueryFile dovecotSql) {

    /** The queries themselves. */
    public static UserdbConfig ofQuery(String query, @Nullable String iterate) {
        return new UserdbConfig(query, iterate, null);
    }
}
