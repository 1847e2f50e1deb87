package dev.postern.gateway.config;

import java.util.List;

/**
 * How stored hashes are replaced after a login: off unless it is written.
 *
 * @param scheme of new hashes, one of {@link #SCHEMES}
 * @param writer of a role that may update what the reader only reads
 * @param statement an UPDATE with {@code :new}, {@code :user} and {@code :old}
 */
public record RehashConfig(String scheme, WriterConfig writer, String statement) {

    /** What every Dovecot 2.3 reads, and what takes no memory that was not reckoned with. */
    public static final List<String> SCHEMES = List.of("SHA512-CRYPT", "SHA256-CRYPT", "BLF-CRYPT", "PBKDF2");
}
