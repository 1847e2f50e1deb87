package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.AuthConfig.UsernameFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

    @Test
    void hasDefaultsForAll() {
        assertThat(new InMemory().config(InMemory.MINIMAL).auth())
                .isEqualTo(new AuthConfig(
                        List.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"),
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
                        null))
                .isEqualTo(AuthConfig.defaults());
    }

    @Test
    void takesEachKey() {
        assertThat(new InMemory().config(InMemory.MINIMAL + """
                auth:
                  mechanisms: [SCRAM-SHA-256, PLAIN, EXTERNAL, ANONYMOUS, XOAUTH2]
                  defaultScheme: SHA512-CRYPT
                  usernameFormat: asTyped
                  usernameChars: ""
                  defaultDomain: example.com
                  failureDelay: 500ms
                  requireSecured: true
                  refuseWeak: true
                  staleFor: 0
                  secretFile: /var/lib/postern/secret
                  anonymousUser: guest
                  libcrypt: libcrypt.so.1
                  rehash:
                    scheme: BLF-CRYPT
                    url: jdbc:postgresql://db/mails
                    username: writer
                    password: hush
                    statement: UPDATE u SET pw = :new WHERE id = :user AND pw = :old
                  lastUse:
                    every: 1d
                    url: jdbc:postgresql://db/mails
                    username: clerk
                    statement: UPDATE p SET used = now() WHERE id = :user AND name = :label
                  oauth2:
                    introspectionUrl: https://id.example.com/introspect
                    issuer: https://id.example.com
                    audience: [mail]
                    usernameClaim: sub
                    requiredScopes: [imap, smtp]
                    clientId: postern
                    clientSecret: hush
                """).auth())
                .isEqualTo(new AuthConfig(
                        List.of("SCRAM-SHA-256", "PLAIN", "EXTERNAL", "ANONYMOUS", "XOAUTH2"),
                        "SHA512-CRYPT",
                        UsernameFormat.AS_TYPED,
                        new UsernameChars(""),
                        "example.com",
                        Duration.ofMillis(500),
                        true,
                        true,
                        Duration.ZERO,
                        Path.of("/var/lib/postern/secret"),
                        "guest",
                        GuardConfig.defaults(),
                        new OAuth2Config(
                                null,
                                URI.create("https://id.example.com/introspect"),
                                "https://id.example.com",
                                List.of("mail"),
                                "sub",
                                List.of("imap", "smtp"),
                                "postern",
                                new SecretText("hush")),
                        "libcrypt.so.1",
                        new RehashConfig(
                                "BLF-CRYPT",
                                new WriterConfig(
                                        new JdbcUrl("jdbc:postgresql://db/mails"), "writer", new SecretText("hush")),
                                "UPDATE u SET pw = :new WHERE id = :user AND pw = :old"),
                        new LastUseConfig(
                                Duration.ofDays(1),
                                new WriterConfig(new JdbcUrl("jdbc:postgresql://db/mails"), "clerk", null),
                                "UPDATE p SET used = now() WHERE id = :user AND name = :label")));
    }
}
