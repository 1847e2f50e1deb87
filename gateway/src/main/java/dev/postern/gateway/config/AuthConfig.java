package dev.postern.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How logins are judged.
 *
 * @param mechanisms SASL names in the order in which they are announced, none of them twice
 * @param defaultScheme of stored passwords without a {@code {SCHEME}} prefix
 * @param usernameFormat what becomes of a typed name
 * @param usernameChars what a typed name may hold
 * @param defaultDomain appended to a name without {@code @}; empty: none
 * @param failureDelay how long a refusal is held back, up to {@link #MAX_FAILURE_DELAY}
 * @param requireSecured take plaintext mechanisms only when the client says {@code secured}, or is local
 * @param refuseWeak refuse logins against stored hashes of broken schemes
 * @param staleFor how old credentials may be that still count while the database is away; zero for none
 * @param secretFile what users who do not exist get their salts from, made when absent; null: made up for the process
 * @param anonymousUser as whom ANONYMOUS logs in
 * @param guard what wrong passwords cost, and who is asked beside
 * @param oauth2 who vouches for tokens; null: nobody
 * @param libcrypt the library that computes rare forms of crypt(3); null: none
 * @param rehash how stored hashes are replaced after a login; null: they are not
 * @param lastUse how it is noted when an app password was last used; null: it is not
 */
public record AuthConfig(
        List<String> mechanisms,
        String defaultScheme,
        UsernameFormat usernameFormat,
        UsernameChars usernameChars,
        String defaultDomain,
        Duration failureDelay,
        boolean requireSecured,
        boolean refuseWeak,
        Duration staleFor,
        @Nullable Path secretFile,
        String anonymousUser,
        GuardConfig guard,
        @Nullable OAuth2Config oauth2,
        @Nullable String libcrypt,
        @Nullable RehashConfig rehash,
        @Nullable LastUseConfig lastUse) {

    /** The mechanisms that are on unless the file says otherwise. */
    public static final List<String> USUAL_MECHANISMS =
            List.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256");

    /** Believes a mail server that has seen a certificate, and is therefore offered on unix sockets only. */
    public static final String EXTERNAL = "EXTERNAL";

    /** What a name ends in whose mechanism needs a login process that can tell of its client's channel. */
    public static final String PLUS = "-PLUS";

    /** The mechanisms that take a token, and need {@link #oauth2}. */
    public static final List<String> TOKEN_MECHANISMS = List.of("OAUTHBEARER", "XOAUTH2");

    /** The mechanisms that a file may name. */
    public static final List<String> MECHANISMS = List.of(
            "PLAIN",
            "LOGIN",
            "CRAM-MD5",
            "DIGEST-MD5",
            "SCRAM-SHA-1",
            "SCRAM-SHA-1-PLUS",
            "SCRAM-SHA-256",
            "SCRAM-SHA-256-PLUS",
            "OAUTHBEARER",
            "XOAUTH2",
            EXTERNAL,
            "ANONYMOUS");

    /** Postfix takes a silence of 10 s for a lost server, and every request is answered within 8 s. */
    public static final Duration MAX_FAILURE_DELAY = Duration.ofSeconds(7);

    /** What becomes of a typed name before it is looked up. */
    public enum UsernameFormat {
        /** Folded to lower case. */
        LOWER("lower"),
        /** Left alone. */
        AS_TYPED("asTyped");

        private final String label;

        UsernameFormat(String label) {
            this.label = label;
        }

        /** As the file writes it. */
        public String label() {
            return label;
        }
    }

    /** The list is copied. */
    public AuthConfig {
        mechanisms = List.copyOf(mechanisms);
    }

    /** What an empty section means. */
    public static AuthConfig defaults() {
        return new AuthConfig(
                USUAL_MECHANISMS,
                "CRYPT",
                UsernameFormat.LOWER,
                new UsernameChars("a-z0-9.-_@"),
                "",
                Duration.ofSeconds(2),
                false,
                false,
                Duration.ofHours(1),
                null,
                "anonymous",
                GuardConfig.defaults(),
                null,
                null,
                null,
                null);
    }

    /** The same, with another scheme for stored passwords without a prefix. */
    public AuthConfig withDefaultScheme(String scheme) {
        return new AuthConfig(
                mechanisms,
                scheme,
                usernameFormat,
                usernameChars,
                defaultDomain,
                failureDelay,
                requireSecured,
                refuseWeak,
                staleFor,
                secretFile,
                anonymousUser,
                guard,
                oauth2,
                libcrypt,
                rehash,
                lastUse);
    }
}
