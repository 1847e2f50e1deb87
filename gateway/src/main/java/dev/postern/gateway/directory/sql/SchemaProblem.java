package dev.postern.gateway.directory.sql;

/**
 * Something about the database that an operator should know before mail does.
 *
 * @param severity whether it can be lived with
 * @param subject which relation, or {@code database}
 * @param message what is wrong and what to do
 */
public record SchemaProblem(Severity severity, String subject, String message) {

    private static final String ADVICE = ": ";

    /** Whether it can be lived with. */
    public enum Severity {
        /** Something will not be answered. */
        ERROR,
        /** Everything is answered, but more slowly or less safely than it could be. */
        WARNING
    }

    /** The message without the advice that it ends with. */
    public String what() {
        int advice = message.lastIndexOf(ADVICE);
        return advice < 0 ? message : message.substring(0, advice);
    }

    /** The advice that the message ends with. */
    public String advice() {
        int advice = message.lastIndexOf(ADVICE);
        return advice < 0 ? "see the documentation of presets" : message.substring(advice + ADVICE.length());
    }

    static SchemaProblem error(String subject, String message) {
        return new SchemaProblem(Severity.ERROR, subject, message);
    }

    static SchemaProblem warning(String subject, String message) {
        return new SchemaProblem(Severity.WARNING, subject, message);
    }
}
