package dev.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.MapConfig.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapConfigTest {

    @Test
    void hasDefaultsForAllButTheQuery() {
        assertThat(new InMemory()
                        .config(InMemory.MINIMAL + "maps: {uid: {query: SELECT 1}}")
                        .maps())
                .containsOnly(Map.entry("uid", new MapConfig("SELECT 1", List.of(), null, null, MapConfig.UNLIMITED)))
                .containsValue(MapConfig.ofQuery("SELECT 1"));
    }

    @Test
    void takesEachKey() {
        assertThat(new InMemory().config(InMemory.MINIMAL + """
                maps:
                  routes:
                    query: SELECT t FROM r WHERE d = '%s'
                    kind: transport
                    virtualAs: "lmtp:"
                    expansionLimit: 10
                """).maps())
                .containsEntry(
                        "routes",
                        new MapConfig("SELECT t FROM r WHERE d = '%s'", List.of(), Kind.TRANSPORT, "lmtp:", 10));
    }

    @Test
    void keepsTheOrderOfTheFile() {
        assertThat(new InMemory()
                        .config(InMemory.MINIMAL + "maps: {uid: {query: a}, access: {query: b}, gid: {query: c}}")
                        .maps()
                        .keySet())
                .containsExactly("uid", "access", "gid");
    }

    @Test
    void namesEachKindAsTheFileDoes() {
        for (Kind kind : Kind.values()) {
            String yaml = InMemory.MINIMAL + "maps: {own: {query: q, kind: " + kind.label() + "}}";
            assertThat(new InMemory().config(yaml).maps())
                    .containsEntry("own", new MapConfig("q", List.of(), kind, null, MapConfig.UNLIMITED));
        }
        assertThat(Kind.RELAY_DOMAIN.label()).isEqualTo("relay-domain");
    }

    @Test
    void leavesTheQueryToThePresetWhereThereIsOne() {
        assertThat(new InMemory()
                        .config(InMemory.WITH_SCHEMA + "maps: {transport: {virtualAs: 'virtual:'}}")
                        .maps())
                .containsEntry("transport", new MapConfig(null, List.of(), null, "virtual:", MapConfig.UNLIMITED));
    }
}
