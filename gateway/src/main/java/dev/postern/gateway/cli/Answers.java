package dev.postern.gateway.cli;

import dev.postern.gateway.Backend;
import dev.postern.gateway.directory.Deadline;
import dev.postern.gateway.directory.Failure;
import dev.postern.gateway.directory.LookupResult;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Asks the backend one question and waits for its answer. */
final class Answers {

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
        Deadline deadline = Deadline.after(loaded.config().database().queryTimeout(), System.nanoTime());
        return backend.directory().lookup(map, key, deadline);
    }

    /** The answer; a failure ends the command with 75 (unavailable) or 78 (misconfigured). */
    static <T> T ask(ConfigOption.Loaded loaded, Function<Backend, Future<? extends T>> question) {
        try (Backend backend = new Backend(loaded.config(), loaded.plan(), state -> {})) {
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
