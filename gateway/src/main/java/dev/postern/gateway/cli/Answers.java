package dev.postern.gateway.cli;

import dev.postern.gateway.Backend;
import dev.postern.gateway.directory.Failure;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Asks the backend one question and waits for its answer. */
final class Answers {

    private Answers() {}

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
