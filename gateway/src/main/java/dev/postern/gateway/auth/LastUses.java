package dev.postern.gateway.auth;

/** Is told by which app passwords users log in. Thread-safe. */
public interface LastUses extends AutoCloseable {

    /** Where it is not noted. */
    LastUses UNNOTED = (attempt, user, label) -> {};

    /**
     * Somebody has logged in by an app password. Returns at once, and never fails.
     *
     * @param user the name that was looked up
     * @param label what the app password is called
     */
    void used(LoginAttempt attempt, String user, String label);

    /** What was not written yet is lost. */
    @Override
    default void close() {}
}
