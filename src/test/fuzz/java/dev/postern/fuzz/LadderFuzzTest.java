package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.LookupResult.NotFound;
import dev.postern.gateway.directory.MapDefinition;
import dev.postern.gateway.directory.MapDirectory;
import dev.postern.gateway.directory.MapKind;
import dev.postern.gateway.directory.RecipientDelimiter;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys for which a map's rows are asked. */
class LadderFuzzTest {

    /**
     * A domain name has at most 127 labels (RFC 1035), each of its parents two spellings; beside them a local part has
     * twelve rungs.
     */
    private static final int MOST = 2 * 127 + 12;

    private static final Duration LONG = Duration.ofHours(1);

    @FuzzTest
    void aKeyIsLookedUpUnderABoundedNumberOfCandidates(byte[] bytes) {
        String key = new String(bytes, UTF_8);
        for (MapKind kind : MapKind.values()) {
            List<String> asked = candidates(kind, key);
            assertThat(asked)
                    .as("%s", kind)
                    .hasSizeBetween(key.isEmpty() ? 0 : 1, MOST)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<String> candidates(MapKind kind, String key) {
        List<String> asked = new ArrayList<>();
        UnitCache cache = new UnitCache(
                (unit, deadline) -> {
                    asked.add(unit.key());
                    return Future.succeededFuture(UnitValue.Absent.INSTANCE);
                },
                new CachePolicy(1 << 20, LONG, LONG, LONG, LONG),
                () -> 0);
        MapDefinition map = new MapDefinition("m", kind, Relation.ofKey("r"), true, null);
        MapDirectory directory =
                new MapDirectory(List.of(map), new RecipientDelimiter("+-"), Set.of("d.test"), cache, LONG);
        assertThat(directory.lookup("m", key, new Deadline(0)).result()).isEqualTo(NotFound.INSTANCE);
        return asked;
    }
}
