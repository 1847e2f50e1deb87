package dev.postern.gateway.directory;

/**
 * Why there is no answer. One pair of values serves look-ups, accounts and single units, so that no layer can mistake
 * a failure for an absence on the way up.
 */
public sealed interface Failure extends LookupResult, AccountResult, UnitResult {

    /** What went wrong and where, for the log. Never sent to a client, and never holds a secret. */
    String detail();

    /** The source could not be asked or did not answer in time. Asking again later may succeed. */
    record Unavailable(String detail) implements Failure {}

    /** The source answered, but with something that cannot be used; an operator must mend it. */
    record Misconfigured(String detail) implements Failure {}
}
