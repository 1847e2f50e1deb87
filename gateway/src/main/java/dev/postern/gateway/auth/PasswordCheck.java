package dev.postern.gateway.auth;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.metrics.Metrics;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;

/** Cannot judge anything yet: the verifier comes next. */
public final class PasswordCheck implements Passwords, AutoCloseable {
    public PasswordCheck(AuthConfig config) {}

    @Override
    public Future<Verdict> judge(String stored, Secret typed, String user) {
        return Future.succeededFuture(Verdict.UNDECIDED);
    }

    public void publish(Metrics metrics) {}

    @Override
    public void close() {}
}
