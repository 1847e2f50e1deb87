package dev.postern.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How stored hashes are replaced after a login: off unless it is written.
 *
 * @param scheme of new hashes, one of {@link #SCHEMES}
 * @param url where to write, as pgjdbc takes it
 * @param username a role of its own, which may update what the reader only reads
 * @param password null: none, or as {@code url} or a {@code .pgpass} file says
 * @param statement an UPDATE with {@code :new}, {@code :user} and {@code :old}
 */
public record RehashConfig(
        String scheme,
        JdbcUrl url,
        String username,
        @Nullable SecretText password,
        String statement) {

    /** What every Dovecot 2.3 reads, and what takes no memory that was not reckoned with. */
    public static final List<String> SCHEMES = List.of("SHA512-CRYPT", "SHA256-CRYPT", "BLF-CRYPT", "PBKDF2");
}
