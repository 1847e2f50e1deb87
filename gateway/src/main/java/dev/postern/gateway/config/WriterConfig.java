package dev.postern.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * Where something is written, and as whom: never as the role that reads.
 *
 * @param url as pgjdbc takes it
 * @param username a role of its own
 * @param password null: none, or as {@code url} or a {@code .pgpass} file says
 */
public record WriterConfig(
        JdbcUrl url, String username, @Nullable SecretText password) {

    /** The same as a source. */
    public DatabaseConfig database() {
        return DatabaseConfig.of(url, username, password);
    }
}
