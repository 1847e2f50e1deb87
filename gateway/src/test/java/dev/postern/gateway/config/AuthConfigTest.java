package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.AuthConfig.UsernameFormat;
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
                        GuardConfig.defaults()))
                .isEqualTo(AuthConfig.defaults());
    }

    @Test
    void takesEachKey() {
        assertThat(new InMemory().config(InMemory.MINIMAL + """
                auth:
                  mechanisms: [SCRAM-SHA-256, PLAIN, EXTERNAL, ANONYMOUS]
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
                """).auth())
                .isEqualTo(new AuthConfig(
                        List.of("SCRAM-SHA-256", "PLAIN", "EXTERNAL", "ANONYMOUS"),
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
                        GuardConfig.defaults()));
    }
}
