package dev.postern.gateway.cli;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.logging.LogSetup;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a gateway until a signal ends it. */
final class Serving {

    /** What is in flight has its answer by then, or never. */
    private static final long STOP_SECONDS = 10;

    private Serving() {}

    /**
     * Serves until SIGTERM or SIGINT.
     *
     * @param started run once everything listens
     */
    static void serve(ConfigOption.Loaded loaded, Runnable started) {
        LogSetup.apply(loaded.config().log());
        CountDownLatch stop = new CountDownLatch(1);
        Signals.on("TERM", stop::countDown);
        Signals.on("INT", stop::countDown);
        Gateway gateway = start(loaded);
        try {
            started.run();
            stop.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            stop(gateway);
        }
    }

    private static Gateway start(ConfigOption.Loaded loaded) {
        try {
            return Gateway.start(loaded.config(), loaded.plan())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: interrupted while starting");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: cannot listen: " + cause.getMessage());
        }
    }

    private static void stop(Gateway gateway) {
        try {
            gateway.stop().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException incomplete) {
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: stopped in a hurry: " + incomplete);
        }
    }
}
