package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Denied;
import dev.postern.gateway.auth.LoginOutcome.Granted;
import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.auth.LoginOutcome.Undecided;
import dev.postern.gateway.directory.Failure.Misconfigured;
import dev.postern.sasl.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a row means to a login whose password was right: the last step of each. */
final class Admittance {
    private final UserNames names;
    private final LoginAttempt attempt;
    private final Secret typed;

    /** @param typed what a proxy's target may want to hear, too; empty if it was proved without being sent */
    Admittance(UserNames names, LoginAttempt attempt, Secret typed) {
        this.names = names;
        this.attempt = attempt;
        this.typed = typed;
    }

    /**
     * Judges it.
     *
     * @param user the name that was looked up
     * @param fromCache whether the row had been read before the login arrived
     */
    LoginOutcome of(String user, PassdbRow row, boolean fromCache) {
        Optional<Reason> refusal = row.refusal(attempt, Instant.now());
        if (refusal.isPresent()) {
            return new Denied(user, refusal.get(), row.tellsAtOnce());
        }
        Map<String, String> fields = AccountFields.outer(row.fields());
        Optional<String> name = names.normalise(AccountFields.finalName(user, row.fields()));
        if (name.isEmpty()) {
            return misconfigured(user, "renames it to an unusable name");
        }
        if (ProxyFields.areIn(fields)) {
            if (!ProxyFields.nameAnAddress(fields)) {
                return misconfigured(user, "proxies without an address: write one into host, or into hostip beside it");
            }
            fields = ProxyFields.completed(fields, name.get(), attempt, typed);
        }
        return new Granted(name.get(), fields, fromCache, row.appPassword(), "");
    }

    private static LoginOutcome misconfigured(String user, String what) {
        return new Undecided(user, new Misconfigured("the row of " + user + " " + what));
    }
}
