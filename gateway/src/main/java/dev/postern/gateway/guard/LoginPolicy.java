package dev.postern.gateway.guard;

import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Somebody else who may judge logins, besides their passwords. Thread-safe. */
public interface LoginPolicy {

    /** Nobody. */
    LoginPolicy NONE = new LoginPolicy() {
        @Override
        public boolean checksBefore() {
            return false;
        }

        @Override
        public boolean checksAfter() {
            return false;
        }

        @Override
        public String hash(String login, @Nullable Secret typed) {
            return "";
        }

        @Override
        public Future<PolicyAdvice> allow(PolicyQuestion question) {
            return Future.succeededFuture(PolicyAdvice.Go.NOW);
        }

        @Override
        public void report(PolicyQuestion question, boolean success, boolean rejected) {}
    };

    /** Whether it is asked before a password is verified. */
    boolean checksBefore();

    /** Whether it is asked about a login that would be granted. */
    boolean checksAfter();

    /** What it is told of the typed password; null where none was sent. */
    String hash(String login, @Nullable Secret typed);

    /** Asks; never fails, and completes within the configured time, on any thread. */
    Future<PolicyAdvice> allow(PolicyQuestion question);

    /**
     * Tells what became of a login; waits for nothing.
     *
     * @param rejected whether that was the policy's own doing
     */
    void report(PolicyQuestion question, boolean success, boolean rejected);
}
