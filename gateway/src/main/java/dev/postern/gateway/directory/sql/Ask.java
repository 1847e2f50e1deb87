package dev.postern.gateway.directory.sql;

import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.UnitResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One unit on its way: its values, who waits for it, until when. Thread-safe. */
final class Ask {
    private static final Logger LOG = LoggerFactory.getLogger(Ask.class);

    private final Lane lane;
    private final String key;
    private final List<String> values;
    private final Deadline deadline;
    private final Promise<UnitResult> promise = Promise.promise();

    Ask(Lane lane, String key, List<String> values, Deadline deadline) {
        this.lane = lane;
        this.key = key;
        this.values = values;
        this.deadline = deadline;
    }

    Lane lane() {
        return lane;
    }

    /** The unit's own, which a result format may put into the answer. */
    String key() {
        return key;
    }

    List<String> values() {
        return values;
    }

    Deadline deadline() {
        return deadline;
    }

    Future<UnitResult> future() {
        return promise.future();
    }

    boolean isAnswered() {
        return promise.future().isComplete();
    }

    /** Answers who waits; once, whatever is tried afterwards. */
    void answer(UnitResult result) {
        try {
            promise.tryComplete(result);
        } catch (RuntimeException bug) {
            // Of whoever waits: it must cost neither this thread nor the others in the batch their answer.
            LOG.error("a reader of {} failed on its answer", lane, bug);
        }
    }

    /** Answers that the source cannot be asked. */
    void unavailable(String reason) {
        answer(new Failure.Unavailable(lane + ": " + reason));
    }
}
