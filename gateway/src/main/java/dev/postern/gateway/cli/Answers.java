package dev.postern.gateway.cli;

import dev.postern.gateway.Backend;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import dev.postern.gateway.directory.sql.DatabaseState;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks the backend one question and waits for its answer. */
final class Answers {

    /**
     * How long a connection is waited for before the question is asked. A process that has just begun takes longer than
     * the second within which a gateway calls a database away.
     */
    private static final long CONTACT_SECONDS = 3;

    private Answers() {}

    /** What a map says of each key, failures included. */
    static Map<String, LookupResult> lookups(ConfigOption.Loaded loaded, String map, List<String> keys) {
        return ask(loaded, backend -> {
            Future<Map<String, LookupResult>> all = Future.succeededFuture(new LinkedHashMap<>());
            for (String key : keys) {
                all = all.compose(answers -> lookup(loaded, backend, map, key).map(answer -> {
                    answers.put(key, answer);
                    return answers;
                }));
            }
            return all;
        });
    }

    private static Future<LookupResult> lookup(ConfigOption.Loaded loaded, Backend backend, String map, String key) {
        return backend.directory().lookup(map, key, deadline(loaded));
    }

    /** When the answer to a question that is asked now is due. */
    static Deadline deadline(ConfigOption.Loaded loaded) {
        return Deadline.after(loaded.config().database().queryTimeout(), System.nanoTime());
    }

    /** The answer; a failure ends the command with 75 (unavailable) or 78 (misconfigured). */
    static <T> T ask(ConfigOption.Loaded loaded, Function<Backend, Future<? extends T>> question) {
        CountDownLatch contact = new CountDownLatch(1);
        Consumer<DatabaseState> listener = state -> {
            if (state instanceof DatabaseState.Up) {
                contact.countDown();
            }
        };
        try (Backend backend = new Backend(loaded.config(), loaded.plan(), listener)) {
            // Without contact it is asked all the same: the failure says why there is none.
            boolean ignored = contact.await(CONTACT_SECONDS, TimeUnit.SECONDS);
            T answer = question.apply(backend)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            if (answer instanceof Failure failure) {
                int code = failure instanceof Failure.Unavailable ? ExitCode.TEMPORARY : ExitCode.CONFIG;
                throw new CommandFailure(code, "postern: " + failure.detail());
            }
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.TEMPORARY, "postern: interrupted");
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }
}
