package dev.postern.gateway.postfix;

import java.util.Optional;

/**
 * Something that Postfix will not do, or not as somebody may think.
 *
 * @param severity whether it can be lived with
 * @param parameter which one says so
 * @param service the service of master.cf that says it; empty for main.cf
 * @param what is wrong
 * @param hint what to do about it
 */
public record PostfixProblem(Severity severity, String parameter, Optional<Service> service, String what, String hint) {

    /** Whether it can be lived with. */
    public enum Severity {
        /** Mail or logins will be deferred or refused. */
        ERROR,
        /** It works until something else fails. */
        WARNING
    }
}
