package dev.postern.gateway.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Relation;
import dev.postern.gateway.directory.Unit;
import dev.postern.gateway.directory.UnitResult;
import dev.postern.gateway.directory.UnitValue.Text;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A replica that lags answers with the old row after the announcement. */
class ReplicaReadsTest {
    private static final UnitResult OLD = new Text("old");
    private static final UnitResult NEW = new Text("new");

    private final Relation relation = Relation.ofKey("aliases");
    private final ReplicaReads reads = new ReplicaReads(
            (unit, deadline) -> Future.succeededFuture(OLD), (unit, deadline) -> Future.succeededFuture(NEW));

    private UnitResult read(String key) {
        return reads.read(new Unit(relation, key), Deadline.after(Duration.ofSeconds(1), 0))
                .result();
    }

    @Test
    void readsFromThePrimaryWhatReplicasMayNotHaveYet() {
        reads.changed(unit -> unit.key().equals("a"), 100);

        assertThat(read("a")).isEqualTo(NEW);
        assertThat(read("b")).as("of which nothing was announced").isEqualTo(OLD);
        assertThat(reads.diverted()).isEqualTo(1);
    }

    @Test
    void returnsToReplicasOnceTheyHaveReplayedTheChange() {
        reads.changed(unit -> unit.key().equals("a"), 100);
        reads.changed(unit -> unit.key().equals("b"), 200);

        reads.replayed(99);
        assertThat(read("a")).isEqualTo(NEW);

        reads.replayed(100);
        assertThat(read("a")).isEqualTo(OLD);
        assertThat(read("b")).isEqualTo(NEW);
        assertThat(reads.isWaiting()).isTrue();

        reads.replayed(200);
        assertThat(read("b")).isEqualTo(OLD);
        assertThat(reads.isWaiting()).isFalse();
    }

    @Test
    void readsEverythingFromThePrimaryWhenTooMuchIsAwaited() {
        for (int i = 0; i < 10_000; i++) {
            String key = "k" + i;
            reads.changed(unit -> unit.key().equals(key), i);
        }

        assertThat(read("other")).isEqualTo(NEW);
        reads.replayed(9999);
        assertThat(read("other")).isEqualTo(OLD);
        assertThat(read("k9999")).isEqualTo(OLD);
    }
}
