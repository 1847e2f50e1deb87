package dev.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.MapConfig;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandardMapTest {

    @Test
    void everyNameThatTheConfigurationKnowsHasALadder() {
        assertThat(Arrays.stream(StandardMap.values()).map(StandardMap::label))
                .containsExactlyInAnyOrderElementsOf(MapConfig.WELL_KNOWN);
    }

    @Test
    void everyKindThatTheConfigurationKnowsIsOne() {
        assertThat(Arrays.stream(MapKind.values()).map(MapKind::label))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MapConfig.Kind.values())
                        .map(MapConfig.Kind::label)
                        .toList());
    }
}
