package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.ListenAddress.Inet;
import dev.postern.gateway.config.LogConfig.Format;
import dev.postern.gateway.config.LogConfig.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands beside the larger sections. */
class GatewayConfigTest {

    @Test
    void hasDefaultsForAllButTheDatabase() {
        GatewayConfig config = new InMemory().config(InMemory.MINIMAL);
        assertThat(config).isEqualTo(GatewayConfig.defaults(config.database()));
        assertThat(config.schema()).isNull();
        assertThat(config.protectMailboxes()).isFalse();
        assertThat(config.maps()).isEmpty();
        assertThat(config.listeners()).isEmpty();
        assertThat(config.recipientDelimiter()).isEqualTo("+");
        assertThat(config.propagateUnmatchedExtensions())
                .containsExactly(ExtensionClass.CANONICAL, ExtensionClass.VIRTUAL);
        assertThat(config.localDomains()).isEmpty();
        assertThat(config.http()).isEqualTo(new HttpConfig(new Inet("127.0.0.1", 4580)));
        assertThat(config.log()).isEqualTo(new LogConfig(Level.INFO, Format.TEXT));
    }

    @Test
    void takesEachKey() {
        GatewayConfig config = new InMemory().config(InMemory.MINIMAL + """
                schema: canonical
                protectMailboxes: true
                recipientDelimiter: "-+"
                propagateUnmatchedExtensions: [generic]
                localDomains: [example.com, Example.NET]
                http: {address: "[::1]:8080"}
                log: {level: trace, format: json}
                """);
        assertThat(config.schema()).isEqualTo("canonical");
        assertThat(config.protectMailboxes()).isTrue();
        assertThat(config.recipientDelimiter()).isEqualTo("-+");
        assertThat(config.propagateUnmatchedExtensions()).containsExactly(ExtensionClass.GENERIC);
        assertThat(config.localDomains()).containsExactly("example.com", "Example.NET");
        assertThat(config.http()).isEqualTo(new HttpConfig(new Inet("::1", 8080)));
        assertThat(config.log()).isEqualTo(new LogConfig(Level.TRACE, Format.JSON));
    }

    /** As a file does in which everything of a section is commented out. */
    @Test
    void takesEmptySectionsForAbsentOnes() {
        GatewayConfig config = new InMemory().config(InMemory.MINIMAL + """
                maps:
                listeners:
                auth:
                cache: ~
                localDomains:
                http: {}
                log:
                """);
        assertThat(config).isEqualTo(GatewayConfig.defaults(config.database()));
    }

    @Test
    void canStandForNoExtensionAtAll() {
        GatewayConfig config =
                new InMemory().config(InMemory.MINIMAL + "recipientDelimiter: ''\npropagateUnmatchedExtensions: []\n");
        assertThat(config.recipientDelimiter()).isEmpty();
        assertThat(config.propagateUnmatchedExtensions()).isEqualTo(List.of());
    }
}
