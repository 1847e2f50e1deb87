package dev.postern.gateway;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.config.GuardConfig;
import dev.postern.gateway.config.PolicyConfig;
import dev.postern.gateway.guard.LoginGuard;
import dev.postern.gateway.guard.LoginPolicy;
import dev.postern.gateway.guard.Penalties;
import dev.postern.gateway.policy.WeakforcedPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one configuration sets against guessing. Counts of wrong passwords and connections to the policy server go on
 * under a reload that leaves their section alone.
 */
final class Defence {
    private final GuardConfig config;
    private final Penalties penalties;
    private final @Nullable WeakforcedPolicy policy;

    private Defence(GuardConfig config, Penalties penalties, @Nullable WeakforcedPolicy policy) {
        this.config = config;
        this.penalties = penalties;
        this.policy = policy;
    }

    static Defence first(Generation.Ground ground, GuardConfig config) {
        return new Defence(config, new Penalties(config.penalty(), System::nanoTime), policy(ground, config.policy()));
    }

    Defence next(Generation.Ground ground, GuardConfig wanted) {
        return new Defence(
                wanted,
                wanted.penalty().equals(config.penalty())
                        ? penalties
                        : new Penalties(wanted.penalty(), System::nanoTime),
                Objects.equals(wanted.policy(), config.policy()) ? policy : policy(ground, wanted.policy()));
    }

    private static @Nullable WeakforcedPolicy policy(Generation.Ground ground, @Nullable PolicyConfig config) {
        return config == null ? null : new WeakforcedPolicy(ground.vertx(), config, ground.metrics());
    }

    LoginGuard guard(Generation.Ground ground, AuthConfig auth) {
        return new LoginGuard(
                ground.vertx(),
                LoginGuard.Rules.of(auth),
                penalties,
                ground.held(),
                policy == null ? LoginPolicy.NONE : policy,
                ground.metrics()
                        .timer("postern.login.penalty", "How long answers were held back for wrong passwords before"));
    }

    Penalties penalties() {
        return penalties;
    }

    /** Closes what the successor does not go on with. */
    void leaveTo(Defence successor) {
        if (policy != successor.policy) {
            close();
        }
    }

    void close() {
        if (policy != null) {
            policy.close();
        }
    }
}
