package dev.postern.gateway.cli;

import dev.postern.gateway.auth.LoginAttempt;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Busy;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells an operator what became of a login, and why. The mail server is told less. */
final class LoginReport {

    /** A proxy's password is a field that goes to the mail server, and is nobody else's business. */
    private static final Pattern SECRET = Pattern.compile(".*(pass|secret|token).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Who serves these (Postfix, Exim) cannot send a user elsewhere. */
    private static final Set<String> SUBMISSION = Set.of("smtp", "submission");

    private final ConfigOption.Loaded loaded;
    private final LoginAttempt attempt;
    private final WitnessedPasswords passwords;

    LoginReport(ConfigOption.Loaded loaded, LoginAttempt attempt, WitnessedPasswords passwords) {
        this.loaded = loaded;
        this.attempt = attempt;
        this.passwords = passwords;
    }

    /**
     * What to print of a login that is granted.
     *
     * @throws CommandFailure with the reason, of any other
     */
    List<String> lines(LoginOutcome outcome) {
        if (outcome instanceof Denied denied) {
            throw refused(denied.user(), denied.reason().label() + ": " + why(denied.reason()));
        }
        if (outcome instanceof Undecided undecided) {
            String why = passwords.problem().map(detail -> ": " + detail).orElse("");
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    "postern: " + line(undecided.user()) + ": it cannot be told: "
                            + line(undecided.failure().detail()) + why);
        }
        if (outcome instanceof Busy busy) {
            throw new CommandFailure(
                    ExitCode.TEMPORARY, "postern: " + line(busy.user()) + ": it cannot be told: " + busy.detail());
        }
        Granted granted = (Granted) outcome;
        refuseWhoIsSentAway(granted);
        return lines(granted);
    }

    private List<String> lines(Granted granted) {
        List<String> lines = new ArrayList<>();
        lines.add("granted: " + line(granted.user()));
        lines.add("scheme: " + passwords.scheme().orElse("none, the row has nopassword"));
        if (!granted.appPassword().isEmpty()) {
            lines.add("app password: " + line(granted.appPassword()));
        }
        lines.add("source: " + source() + ", read just now");
        granted.fields()
                .forEach((name, value) -> lines.add(
                        "field: " + line(name) + "=" + (SECRET.matcher(name).matches() ? "****" : line(value))));
        return lines;
    }

    /** Where the row comes from, and where the file says so. */
    private String source() {
        String key = loaded.config().passdb() == null ? "schema" : "passdb.query";
        Problem place = loaded.effective().problemAt(key, "", "");
        String what = loaded.config().passdb() == null
                ? "passdb of the preset " + loaded.config().schema()
                : key;
        return what + " (" + place.file() + ":" + place.line() + ")";
    }

    private void refuseWhoIsSentAway(Granted granted) {
        Map<String, String> fields = granted.fields();
        if (fields.containsKey("nologin")) {
            String reason = fields.containsKey("reason") ? ", reason: " + line(fields.getOrDefault("reason", "")) : "";
            throw refused(granted.user(), "disabled: the password is right, but the row has nologin" + reason);
        }
        if (fields.containsKey("proxy") && SUBMISSION.contains(attempt.service())) {
            throw refused(
                    granted.user(),
                    "elsewhere: the password is right, but the row has proxy, and " + attempt.service()
                            + " cannot send anybody to another server");
        }
    }

    private String why(LoginOutcome.Reason reason) {
        return switch (reason) {
            case BAD_NAME -> "no account can be called that; see auth.usernameChars (and 255 bytes are the limit)";
            case UNKNOWN_USER -> source() + " has no row for this name";
            case WRONG_PASSWORD -> wrongPassword();
            case WRONG_NETWORK ->
                attempt.remoteIp().isEmpty()
                        ? "the password is right, but the row has allow_nets, and no --remote is given"
                        : "the password is right, but allow_nets of the row does not hold " + attempt.remoteIp();
            case WRONG_SERVICE ->
                "the password is right, but not for " + attempt.service() + " (services, not_services)";
            case FORBIDDEN -> "the password is right, but the row has fail";
            case EXPIRED -> "the password is right, but its time is over (valid_until)";
            case NOT_SECURED -> "auth.requireSecured is set, and this login is not --secured";
            case BAD_TOKEN -> "the token is not good, or not this user's";
            case NO_CERTIFICATE -> "no certificate was shown";
            case NOT_HERE -> "the account is closed or lives elsewhere";
            case NOT_PERMITTED -> "nobody may act as somebody else (there is no masterdb)";
            case AUTHORIZATION_FAILED ->
                "the master's password is right, but there is no such user, or its row refuses this login";
            case POLICY -> "the policy server refuses it";
        };
    }

    private String wrongPassword() {
        if (!passwords.any()) {
            return "the row has no password, or what was typed is empty or longer than 511 bytes";
        }
        return passwords
                .problem()
                .map(detail -> "no password can match what is stored: " + detail)
                .orElseGet(() -> "it does not match what is stored ("
                        + passwords.scheme().orElse("") + ")");
    }

    private static CommandFailure refused(String user, String why) {
        return new CommandFailure(ExitCode.REFUSED, "postern: " + line(user) + ": refused, " + why);
    }

    /** What came from outside, on one line. */
    private static String line(String text) {
        return text.isEmpty() ? "\"\"" : CONTROL.matcher(text).replaceAll("?");
    }
}
