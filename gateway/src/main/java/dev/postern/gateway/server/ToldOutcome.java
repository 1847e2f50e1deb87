package dev.postern.gateway.server;

import dev.postern.dovecot.client.AuthRequest;
import dev.postern.dovecot.client.Outcome;
import dev.postern.dovecot.wire.Parameters;
import dev.postern.gateway.auth.LoginOutcome;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the session is told of an outcome, with the fields that Dovecot's own auth service has in OK and FAIL alike: what
 * a trusted proxy forwarded, the name as it was typed where it is another ({@code original_user=}), and the master user
 * ({@code auth_user=}) once its password was right.
 */
final class ToldOutcome {

    /** Fields that are bare words on the wire: with a value Dovecot does not see them, and lets the user in. */
    private static final Set<String> WORDS = Set.of("nologin", "proxy", "proxy_maybe", "nodelay", "anonymous");

    private static final Set<String> FOR_TARGET = Set.of("pass", "master");

    private ToldOutcome() {}

    /** @param typed the name of whoever authenticates, as it was typed; empty if there is none */
    static Outcome of(AuthRequest request, String typed, LoginOutcome outcome) {
        List<String> fields = new ArrayList<>(ForwardFields.of(request));
        String original = typed.equals(outcome.user()) ? "" : typed;
        if (outcome instanceof Granted granted) {
            return granted(granted, original, fields);
        }
        return outcome instanceof Denied denied
                ? refused(denied, original, fields)
                : new Outcome.Temporary(outcome.user(), new Parameters(named(original, "", fields)));
    }

    /** In Dovecot's order: what is for the other server comes last. */
    private static Outcome granted(Granted granted, String original, List<String> fields) {
        List<String> forTarget = new ArrayList<>();
        for (Map.Entry<String, String> field : granted.fields().entrySet()) {
            String name = field.getKey();
            String said = WORDS.contains(name) ? name : name + '=' + field.getValue();
            (FOR_TARGET.contains(name) ? forTarget : fields).add(said);
        }
        named(original, granted.master(), fields).addAll(forTarget);
        return new Outcome.Success(granted.user(), new Parameters(fields));
    }

    /** Only what a right password may hear says more than that it was wrong. */
    private static Outcome refused(Denied denied, String original, List<String> fields) {
        if (denied.atOnce()) {
            fields.add("nodelay");
        }
        boolean isMaster = denied.reason() == Reason.AUTHORIZATION_FAILED;
        Parameters told =
                new Parameters(named(original, isMaster ? denied.acting().master() : "", fields));
        return switch (denied.reason()) {
            case EXPIRED -> new Outcome.Refused(denied.user(), Outcome.Code.PASS_EXPIRED, "Password expired", told);
            case AUTHORIZATION_FAILED -> new Outcome.Refused(denied.user(), Outcome.Code.AUTHZ_FAIL, "", told);
            default -> new Outcome.Refused(denied.user(), Outcome.Code.NONE, "", told);
        };
    }

    private static List<String> named(String original, String master, List<String> fields) {
        if (!original.isEmpty()) {
            fields.add("original_user=" + original);
        }
        if (!master.isEmpty()) {
            fields.add("auth_user=" + master);
        }
        return fields;
    }
}
