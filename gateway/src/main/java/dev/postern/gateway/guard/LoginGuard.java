package dev.postern.gateway.guard;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.NetworkRange;
import dev.postern.sasl.Secret;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receives everybody who tries to log in. Thread-safe. */
public final class LoginGuard {
    private final Vertx vertx;
    private final Rules rules;
    private final Penalties penalties;
    private final HeldAnswers held;
    private final LoginPolicy policy;
    private final Timer penaltyTimes;

    /**
     * What counts for all clients.
     *
     * @param failureDelay how long refusals are held back
     * @param trustedNetworks whose clients are never punished
     */
    public record Rules(Duration failureDelay, List<NetworkRange> trustedNetworks) {

        /** The list is copied. */
        public Rules {
            trustedNetworks = List.copyOf(trustedNetworks);
        }

        /** As the configuration says. */
        public static Rules of(AuthConfig config) {
            return new Rules(config.failureDelay(), config.guard().trustedNetworks());
        }
    }

    /**
     * What all logins share.
     *
     * @param penaltyTimes told of each penalty
     */
    public LoginGuard(
            Vertx vertx, Rules rules, Penalties penalties, HeldAnswers held, LoginPolicy policy, Timer penaltyTimes) {
        this.vertx = vertx;
        this.rules = rules;
        this.penalties = penalties;
        this.held = held;
        this.policy = policy;
        this.penaltyTimes = penaltyTimes;
    }

    /**
     * Somebody tries to log in.
     *
     * @param typed the password, of which a copy is kept until the login is decided; null if none was sent
     * @param arrivedAt in nanoseconds
     */
    public Visit arrive(Caller caller, @Nullable Secret typed, long arrivedAt) {
        return new Visit(this, caller, typed, arrivedAt);
    }

    Vertx vertx() {
        return vertx;
    }

    Duration failureDelay() {
        return rules.failureDelay();
    }

    Penalties penalties() {
        return penalties;
    }

    HeldAnswers held() {
        return held;
    }

    LoginPolicy policy() {
        return policy;
    }

    Timer penaltyTimes() {
        return penaltyTimes;
    }

    boolean spares(Caller caller, ClientNetwork network) {
        return caller.exempt() || network.isIn(rules.trustedNetworks());
    }
}
