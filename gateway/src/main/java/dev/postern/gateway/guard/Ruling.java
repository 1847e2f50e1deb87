package dev.postern.gateway.guard;

import dev.postern.gateway.auth.LoginOutcome;
import io.vertx.core.Future;

/**
 * How a login ends.
 *
 * @param outcome the one to tell
 * @param release completes when it may be told
 * @param note what its log line says beside: {@code guess=first penalty=250ms}; empty for nothing
 */
public record Ruling(LoginOutcome outcome, Future<Void> release, String note) {}
