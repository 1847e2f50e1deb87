package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Acting;
import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.config.MasterdbConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of what a client says who wants to log in as whom, as Dovecot's auth service does: behind the separator, or
 * in the place of who authenticates, stands a master; before it, or as whom to act, the user whom it wants to become. Who
 * wants to become itself is no master.
 */
final class Claims {
    private final UserNames names;
    private final @Nullable MasterdbConfig masters;

    /** @param masters null if nobody may log in as somebody else */
    Claims(UserNames names, @Nullable MasterdbConfig masters) {
        this.names = names;
        this.masters = masters;
    }

    /**
     * Who wants to log in.
     *
     * @param user the name to look up, or as it was typed if it was refused
     * @param master by whose password; empty for the user's own
     * @param refusal why nothing need be asked
     */
    record Claim(String user, String master, Optional<Reason> refusal) {

        boolean isOfMaster() {
            return !master.isEmpty();
        }

        /** Whose password is to be checked. */
        String authenticates() {
            return isOfMaster() ? master : user;
        }

        /** What the wanted user's own row means to the master: what refuses the user refuses the master. */
        LoginOutcome authorised(LoginOutcome ofUser) {
            return ofUser instanceof Denied denied
                    ? new Denied(denied.user(), Reason.AUTHORIZATION_FAILED, denied.atOnce())
                    : ofUser;
        }

        /** The same, with the names of both. */
        LoginOutcome attributed(LoginOutcome outcome) {
            if (!isOfMaster()) {
                return outcome;
            }
            if (outcome instanceof Granted granted) {
                return granted.to(master);
            }
            return outcome instanceof Denied denied ? denied.to(new Acting(master, user)) : outcome;
        }
    }

    /**
     * Reads it.
     *
     * @param authcid the name as typed
     * @param authzid whom the client wants to act as; empty for itself
     */
    Claim read(String authcid, String authzid) {
        int separator = separator(authcid);
        if (separator < 0) {
            return of(authcid, authzid);
        }
        String before = authcid.substring(0, separator);
        return before.isEmpty() && authzid.isEmpty()
                ? refused(claimant(authcid))
                : of(claimant(authcid), authzid.isEmpty() ? before : authzid);
    }

    /** The part of a login name that says who authenticates, as it was typed. */
    String claimant(String authcid) {
        return authcid.substring(separator(authcid) + 1);
    }

    private int separator(String authcid) {
        return masters == null || masters.separator().isEmpty() ? -1 : authcid.indexOf(masters.separator());
    }

    private Claim of(String who, String as) {
        Optional<String> own = names.normalise(who);
        if (own.isEmpty()) {
            return refused(who);
        }
        Optional<String> wanted = as.isEmpty() ? own : names.normalise(as);
        if (wanted.equals(own)) {
            return new Claim(own.get(), "", Optional.empty());
        }
        if (masters == null) {
            return new Claim(own.get(), "", Optional.of(Reason.NOT_PERMITTED));
        }
        return wanted.isEmpty() ? refused(as) : new Claim(wanted.get(), own.get(), Optional.empty());
    }

    private Claim refused(String typed) {
        return new Claim(names.fold(typed), "", Optional.of(Reason.BAD_NAME));
    }
}
