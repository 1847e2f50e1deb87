package dev.postern.gateway.cli;

import dev.postern.gateway.Gateway;
import dev.postern.gateway.Served;
import dev.postern.gateway.auth.SiteSecret;
import dev.postern.gateway.logging.LogSetup;
import dev.postern.gateway.systemd.NotifySocket;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a gateway until a signal ends it. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** What is in flight has its answer by then, or never. */
    private static final long STOP_SECONDS = 10;

    /** Long enough to close listeners and to open others; a reload that hangs must not make the gateway deaf to SIGTERM. */
    private static final long RELOAD_SECONDS = 30;

    /** systemd asks to be told twice as often as it looks. */
    private static final int BEATS = 2;

    private final Gateway gateway;
    private final NotifySocket systemd;
    private final SiteSecret ownSecret;
    private ConfigOption.Loaded loaded;

    /** @param ownSecret of this process, for configurations that name no file */
    private Serving(NotifySocket systemd, SiteSecret ownSecret, ConfigOption.Loaded loaded) {
        this.systemd = systemd;
        this.ownSecret = ownSecret;
        this.loaded = loaded;
        this.gateway = start(loaded.served(ownSecret));
    }

    /**
     * Serves until SIGTERM, SIGINT or SIGHUP.
     *
     * @param started run once everything listens
     */
    static void serve(ConfigOption.Loaded loaded, Runnable started) {
        Orders orders = new Orders();
        Signals.on("HUP", orders::stop);
        serve(loaded, started, orders, () -> loaded);
    }

    /** Serves until SIGTERM or SIGINT; SIGHUP reads the file again. */
    static void serve(Path file) {
        Orders orders = new Orders();
        Signals.on("HUP", orders::reload);
        serve(ConfigOption.load(file), () -> {}, orders, () -> ConfigOption.load(file));
    }

    /** Where a configuration comes from. */
    @FunctionalInterface
    private interface Source {
        /** @throws CommandFailure with the problems of the file, a line each */
        ConfigOption.Loaded load();
    }

    private static void serve(ConfigOption.Loaded loaded, Runnable started, Orders orders, Source source) {
        LogSetup.apply(loaded.config().log());
        Signals.on("TERM", orders::stop);
        Signals.on("INT", orders::stop);
        try (NotifySocket systemd = new NotifySocket(System.getenv())) {
            warn(loaded);
            Serving serving = new Serving(systemd, SiteSecret.random(), loaded);
            try {
                serving.ready();
                started.run();
                serving.obey(orders, source);
            } finally {
                serving.stop();
            }
        }
    }

    private static Gateway start(Served served) {
        try {
            return await(Gateway.start(served), Long.MAX_VALUE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: interrupted while starting");
        } catch (ExecutionException | TimeoutException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: cannot listen: " + cause.getMessage());
        }
    }

    private static void warn(ConfigOption.Loaded loaded) {
        loaded.plan().files().warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    private void ready() {
        systemd.watchdog().ifPresent(interval -> gateway.whileTurning(interval.dividedBy(BEATS), systemd::alive));
        systemd.ready("serving");
        LOG.info("ready pid={}", ProcessHandle.current().pid());
    }

    private void obey(Orders orders, Source source) {
        try {
            while (orders.next() == Orders.Order.RELOAD) {
                systemd.reloading();
                systemd.ready(reload(source, orders));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return what became of it, in a line */
    private String reload(Source source, Orders orders) throws InterruptedException {
        try {
            ConfigOption.Loaded wanted = source.load();
            CompletableFuture<Gateway.Reload> reload =
                    gateway.reload(wanted.served(ownSecret)).toCompletionStage().toCompletableFuture();
            CompletableFuture.anyOf(reload, orders.stopped()).get(RELOAD_SECONDS, TimeUnit.SECONDS);
            if (!reload.isDone()) {
                return "serving, reload left for a stop";
            }
            Gateway.Reload done = reload.get();
            if (!wanted.config().log().equals(loaded.config().log())) {
                LogSetup.apply(wanted.config().log());
            }
            loaded = wanted;
            warn(loaded);
            LOG.info("reloaded {}", done);
            return "serving, reloaded: " + done;
        } catch (CommandFailure refused) {
            String.valueOf(refused.getMessage()).lines().forEach(problem -> LOG.error("configuration: {}", problem));
            LOG.error("reload refused: the configuration before it stays");
            return "serving, reload refused: see the log";
        } catch (ExecutionException | TimeoutException | RuntimeException failed) {
            LOG.error("reload failed: serving goes on with what was done of it", failed);
            return "serving, reload failed: see the log";
        }
    }

    private void stop() {
        LOG.info("stopping");
        systemd.stopping();
        try {
            await(gateway.stop(), STOP_SECONDS);
            LOG.info("stopped");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException incomplete) {
            throw new CommandFailure(ExitCode.OS_ERROR, "postern: stopped in a hurry: " + incomplete);
        }
    }

    private static <T> T await(Future<T> future, long seconds)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    }
}
