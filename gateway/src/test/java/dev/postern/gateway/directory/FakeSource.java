package dev.postern.gateway.directory;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source whose rows and failures a test sets, and whose answers it may hold back. */
final class FakeSource implements UnitSource {
    private final Map<String, UnitResult> rows = new HashMap<>();
    private final List<Promise<UnitResult>> held = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    private boolean holding;
    private @Nullable UnitResult everything;

    void put(String key, String value) {
        rows.put(key, new UnitValue.Text(value));
    }

    void put(String key, UnitResult result) {
        rows.put(key, result);
    }

    void remove(String key) {
        rows.remove(key);
    }

    /** From now on every key gives this; null to go back to the rows. */
    void answerEverythingWith(@Nullable UnitResult result) {
        everything = result;
    }

    /** From now on reads wait; what a read will give is decided now, as a database's snapshot is. */
    void hold() {
        holding = true;
    }

    void release(int index, UnitResult result) {
        held.get(index).complete(result);
    }

    @Override
    public Future<UnitResult> read(Unit unit, Deadline deadline) {
        asked.add(unit.key());
        if (holding) {
            Promise<UnitResult> promise = Promise.promise();
            held.add(promise);
            return promise.future();
        }
        return Future.succeededFuture(
                everything != null ? everything : rows.getOrDefault(unit.key(), UnitValue.Absent.INSTANCE));
    }
}
