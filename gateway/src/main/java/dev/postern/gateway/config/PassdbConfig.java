package dev.postern.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * Where passwords come from: one of the two.
 *
 * @param query with Dovecot's own variables; columns {@code user} and {@code password}, and Dovecot's extra fields
 * @param dovecotSql a {@code dovecot-sql.conf.ext} with such a query
 */
public record PassdbConfig(@Nullable String query, @Nullable QueryFile dovecotSql) {

    /** The query itself. */
    public static PassdbConfig ofQuery(String query) {
        return new PassdbConfig(query, null);
    }
}
