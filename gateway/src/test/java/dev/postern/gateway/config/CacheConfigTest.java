package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheConfigTest {

    @Test
    void hasDefaultsForAll() {
        assertThat(new InMemory().config(InMemory.MINIMAL).cache())
                .isEqualTo(new CacheConfig(
                        134_217_728, Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(24), null, false))
                .isEqualTo(CacheConfig.defaults());
    }

    @Test
    void takesEachKey() {
        assertThat(new InMemory().config(InMemory.MINIMAL + """
                cache:
                  maxBytes: 2GiB
                  ttl: 1h
                  negativeTtl: 0
                  staleFor: 7d
                  snapshot: /var/lib/postern/snapshot
                  preload: true
                """).cache())
                .isEqualTo(new CacheConfig(
                        2_147_483_648L,
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ofDays(7),
                        Path.of("/var/lib/postern/snapshot"),
                        true));
    }
}
