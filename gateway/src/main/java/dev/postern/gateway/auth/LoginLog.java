package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.logging.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the one line that each login gets:
 *
 * <pre>
 * login outcome=granted user=a@b.test rip=192.0.2.1 service=smtp mechanism=PLAIN source=cache
 * login outcome=granted user=a@b.test rip=192.0.2.1 service=imap mechanism=PLAIN source=cache app=phone
 * login outcome=granted user=a@b.test rip=192.0.2.1 service=imap mechanism=PLAIN source=cache master=admin@b.test
 * login outcome=denied reason=wrong-password user=a@b.test rip=192.0.2.1 service=smtp mechanism=PLAIN
 * </pre>
 */
public final class LoginLog {
    private static final Logger LOG = LoggerFactory.getLogger("postern.login");

    private LoginLog() {}

    /** Writes it. */
    public static void write(LoginAttempt attempt, LoginOutcome outcome) {
        write(attempt, outcome, "");
    }

    /**
     * Writes it.
     *
     * @param note words that go behind the others; empty for none
     */
    public static void write(LoginAttempt attempt, LoginOutcome outcome, String note) {
        String more = note.isEmpty() ? "" : ' ' + note;
        if (outcome instanceof Granted granted) {
            LOG.info(
                    "login outcome=granted {} source={}{}{}{}",
                    who(attempt, outcome),
                    granted.fromCache() ? "cache" : "database",
                    named("app", granted.appPassword()),
                    named("master", granted.master()),
                    more);
        } else if (outcome instanceof Denied denied) {
            LOG.info(
                    "login outcome=denied reason={} {}{}{}{}",
                    denied.reason().label(),
                    who(attempt, outcome),
                    named("master", denied.acting().master()),
                    named("as", denied.acting().as()),
                    more);
        } else if (outcome instanceof Undecided undecided) {
            LOG.warn(
                    "login outcome=undecided {}{}: {}",
                    who(attempt, outcome),
                    more,
                    undecided.failure().detail());
        } else if (outcome instanceof Busy busy) {
            LOG.warn("login outcome=busy {}: {}", who(attempt, outcome), busy.detail());
        }
    }

    private static String named(String key, String name) {
        return name.isEmpty() ? "" : " " + key + "=" + Printable.of(name);
    }

    private static String who(LoginAttempt attempt, LoginOutcome outcome) {
        return "user=" + Printable.of(outcome.user()) + " rip=" + Printable.of(attempt.remoteIp()) + " service="
                + Printable.of(attempt.service()) + " mechanism=" + Printable.of(attempt.mechanism());
    }
}
