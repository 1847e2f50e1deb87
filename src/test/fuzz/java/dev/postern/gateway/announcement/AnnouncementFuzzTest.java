package dev.postern.gateway.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.announcement.Announcement.Scope;
import dev.postern.gateway.directory.AccountVariable;
import dev.postern.gateway.directory.CachePolicy;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.UnitCache;
import dev.postern.gateway.directory.UnitValue;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Payloads of notifications: any role of the database can send them. */
class AnnouncementFuzzTest {
    private static final Relation ALIASES = Relation.ofKey("aliases");
    private static final Relation PASSDB =
            Relation.ofAccount("passdb", List.of(AccountVariable.USER, AccountVariable.SERVICE));
    private static final Dependants DEPENDANTS =
            new Dependants(Map.of(ALIASES, Set.of("virtual"), PASSDB, Set.of("users")), Set.of("virtual", "users"));
    private static final UnitCache CACHE = new UnitCache(
            (unit, deadline) -> Future.succeededFuture(UnitValue.Absent.INSTANCE),
            new CachePolicy(
                    1 << 20, Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(1)),
            System::nanoTime);

    @FuzzTest
    void aPayloadNamesRelationsAndKeysOrIsNone(byte[] bytes) {
        AnnouncementReader.read(new String(bytes, StandardCharsets.UTF_8)).ifPresent(announcement -> {
            assertThat(announcement.relations()).isNotEmpty().doesNotContain("");
            assertThat(announcement.scope() == Scope.ALL)
                    .isEqualTo(announcement.names().isEmpty());
            AnnouncementCounters counters = new AnnouncementCounters();
            new Invalidator(CACHE, new Sweep(CACHE, System::nanoTime, counters), counters)
                    .take(DEPENDANTS.change(announcement));
            assertThat(counters.dropped()).isZero();
        });
    }
}
