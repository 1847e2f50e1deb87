package dev.postern.gateway;

import dev.postern.gateway.auth.Authenticator;
import dev.postern.gateway.auth.HostContext;
import dev.postern.gateway.auth.LoginClock;
import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.auth.ScramIterations;
import dev.postern.gateway.auth.TokenLogins;
import dev.postern.gateway.auth.UserNames;
import dev.postern.gateway.config.GatewayConfig;
import dev.postern.gateway.directory.sql.DatabaseState;
import dev.postern.gateway.guard.HeldAnswers;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.gateway.password.VerifierLimits;
import dev.postern.gateway.server.Directories;
import dev.postern.gateway.server.Services;
import dev.postern.sasl.SaslMechanisms;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one configuration is served with. A reload makes the next one, which shares what the change left alone. */
final class Generation {
    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final GatewayConfig config;
    private final Backend backend;
    private final Judges judges;
    private final Defence defence;
    private final Services services;

    /**
     * What outlives every configuration.
     *
     * @param processors how many threads may compute at once
     * @param held answers that wait: one bound for all
     * @param iterations what SCRAM has shown
     * @param listener told of each change of a database's state, on a thread of its source
     */
    record Ground(
            Vertx vertx,
            Metrics metrics,
            int processors,
            HeldAnswers held,
            ScramIterations iterations,
            Consumer<DatabaseState> listener) {

        VerifierLimits limits(GatewayConfig config) {
            return HeapBudget.ofThisProcess()
                    .verifierLimits(processors, config.cache().maxBytes());
        }
    }

    private Generation(Ground ground, Served served, Backend backend, Judges judges, Defence defence) {
        this.config = served.config();
        this.backend = backend;
        this.judges = judges;
        this.defence = defence;
        Authenticator authenticator = new Authenticator(
                config.auth(),
                config.masterdb(),
                backend.accounts(),
                judges.passwords(),
                new LoginClock(config.database().queryTimeout(), System::nanoTime));
        this.services = new Services(
                new Directories(backend.directory(), backend.accounts(), backend::users, this::flush),
                new Services.Auth(
                        authenticator,
                        new TokenLogins(
                                authenticator, judges.tokens(), config.auth().requireSecured()),
                        judges.uses(),
                        defence.guard(ground, config.auth()),
                        SaslMechanisms.offering(config.auth().mechanisms()),
                        new HostContext(
                                hostname(),
                                realms(config),
                                new HostContext.Strangers(
                                        served.secret(), ground.iterations(), UserNames.of(config.auth()))),
                        work -> runBlocking(ground.vertx(), work)),
                config.database().queryTimeout(),
                ground.metrics());
    }

    static Generation first(Ground ground, Served served) {
        GatewayConfig config = served.config();
        Backend backend = new Backend(config, served.plan(), ground.listener());
        backend.restore();
        return new Generation(
                ground,
                served,
                backend,
                Judges.first(ground, config),
                Defence.first(ground, config.auth().guard()));
    }

    Generation next(Ground ground, Served served) {
        GatewayConfig wanted = served.config();
        return new Generation(
                ground,
                served,
                backend.next(wanted, served.plan(), ground.listener()),
                judges.next(ground, config, wanted),
                defence.next(ground, wanted.auth().guard()));
    }

    GatewayConfig config() {
        return config;
    }

    Backend backend() {
        return backend;
    }

    PasswordCheck passwords() {
        return judges.passwords();
    }

    Defence defence() {
        return defence;
    }

    Services services() {
        return services;
    }

    /** Closes what the successor does not go on with; blocks until the hashes in progress are done. */
    void leaveTo(Generation successor) {
        if (!backend.sharesStock(successor.backend)) {
            backend.close();
        }
        judges.leaveTo(successor.judges);
        defence.leaveTo(successor.defence);
    }

    /** Closes everything; blocks until the hashes in progress are done. */
    void close() {
        backend.close();
        judges.close();
        defence.close();
    }

    private static List<String> realms(GatewayConfig config) {
        String domain = config.auth().defaultDomain();
        return domain.isEmpty() ? List.of() : List.of(domain);
    }

    private static void runBlocking(Vertx vertx, Runnable work) {
        vertx.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    /** Users share units of other relations, so all of it goes; what is asked again is read again. */
    private long flush(List<String> users) {
        return flush();
    }

    /** Drops all that is cached, and says how many units that were. */
    long flush() {
        long units = backend.cache().size();
        backend.cache().invalidateAll();
        LOG.info("cache flushed units={}", units);
        return units;
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
