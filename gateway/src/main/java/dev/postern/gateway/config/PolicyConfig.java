package dev.postern.gateway.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server of the weakforced protocol, Dovecot's {@code auth_policy}.
 *
 * @param url http or https; {@code ?command=allow} is appended, or {@code command=allow} behind a trailing {@code &}
 * @param username for basic authentication; counts with a password only
 * @param password null: the server asks for none
 * @param timeout of one question, connecting included
 * @param failOpen whether logins go on while the server does not answer; otherwise they fail for the moment
 * @param checkBefore ask before the password is verified
 * @param checkAfter ask again after a login that would be granted
 * @param report tell what became of each login
 * @param hashNonce what the hash of a typed password is salted with, the same on all servers of a site
 * @param hashBits how much of that hash is told
 */
public record PolicyConfig(
        URI url,
        String username,
        @Nullable SecretText password,
        Duration timeout,
        boolean failOpen,
        boolean checkBefore,
        boolean checkAfter,
        boolean report,
        SecretText hashNonce,
        int hashBits) {

    /** Two questions of one login, and the work between them, end within the 8 s of every request. */
    static final Duration MAX_TIMEOUT = Duration.ofSeconds(2);
}
