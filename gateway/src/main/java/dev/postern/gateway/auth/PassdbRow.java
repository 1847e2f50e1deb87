package dev.postern.gateway.auth;

import dev.postern.gateway.auth.LoginOutcome.Reason;
import dev.postern.gateway.directory.AccountResult;
import dev.postern.gateway.directory.AccountResult.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One password of a user and what stands beside it: for which services it is, from where, until when.
 *
 * <table>
 * <caption>Columns that count here; one that is NULL is not there</caption>
 * <tr><td>{@code fail}</td><td>nobody logs in by this password, whatever the column says</td></tr>
 * <tr><td>{@code services}, {@code not_services}</td><td>lists, as {@code imap,smtp}; an empty list of services is
 *     none</td></tr>
 * <tr><td>{@code allow_nets}</td><td>{@link AllowNets}</td></tr>
 * <tr><td>{@code valid_until}</td><td>a timestamptz</td></tr>
 * <tr><td>{@code nodelay}</td><td>a refusal of the right password is not held back</td></tr>
 * <tr><td>{@code kind}, {@code label}</td><td>{@code app}: a further password of the user, and what it is called</td></tr>
 * </table>
 */
final class PassdbRow {
    static final String ALLOW_NETS = "allow_nets";
    static final String FAIL = "fail";
    static final String VALID_UNTIL = "valid_until";

    private static final String SERVICES = "services";
    private static final String NOT_SERVICES = "not_services";
    private static final String KIND = "kind";
    private static final String LABEL = "label";
    private static final String APP = "app";

    /** Columns that decide here and never reach a mail server. */
    static final Set<String> OWN = Set.of(ALLOW_NETS, FAIL, VALID_UNTIL, SERVICES, NOT_SERVICES, KIND, LABEL);

    private final Map<String, String> fields;

    PassdbRow(Map<String, String> fields) {
        this.fields = fields;
    }

    /** The user's own first; at least one. */
    static List<PassdbRow> of(Account account) {
        return account.rows().stream().map(PassdbRow::new).toList();
    }

    /** The row of the user's own password; empty if there is none, or if there are app passwords only. */
    static Optional<PassdbRow> ownOf(AccountResult result) {
        return result instanceof Account account
                ? Optional.of(new PassdbRow(account.fields()))
                        .filter(row -> row.appPassword().isEmpty())
                : Optional.empty();
    }

    /** All columns. */
    Map<String, String> fields() {
        return fields;
    }

    /** What typed passwords are compared with; null if the row has nothing. */
    @Nullable
    String storedPassword(String defaultScheme) {
        return AccountFields.storedPassword(fields, defaultScheme);
    }

    boolean takesAnyPassword() {
        return AccountFields.takesAnyPassword(fields);
    }

    /** What an app password is called, {@code app} if it has no name; empty for the user's own password. */
    String appPassword() {
        return APP.equals(fields.get(KIND)) ? fields.getOrDefault(LABEL, APP) : "";
    }

    /** Whether a refusal need not be held back once the password was right. */
    boolean tellsAtOnce() {
        return fields.containsKey("nodelay");
    }

    /** Whether the password is for this service. */
    boolean serves(String service) {
        String services = fields.get(SERVICES);
        String without = fields.get(NOT_SERVICES);
        return (services == null || isListed(services, service)) && (without == null || !isListed(without, service));
    }

    /** Why nobody logs in so although the password was right; what tells most of the account comes last. */
    Optional<Reason> refusal(LoginAttempt attempt, Instant now) {
        String networks = fields.get(ALLOW_NETS);
        if (fields.containsKey(FAIL)) {
            return Optional.of(Reason.FORBIDDEN);
        }
        if (!serves(attempt.service())) {
            return Optional.of(Reason.WRONG_SERVICE);
        }
        if (networks != null && !AllowNets.allow(networks, attempt.remoteIp())) {
            return Optional.of(Reason.WRONG_NETWORK);
        }
        return isOver(now) ? Optional.of(Reason.EXPIRED) : Optional.empty();
    }

    /** Whether there is nobody of that name for a mail process: forbidden, or ended. */
    boolean isNobody(Instant now) {
        return fields.containsKey(FAIL) || isOver(now);
    }

    private boolean isOver(Instant now) {
        String end = fields.get(VALID_UNTIL);
        return end != null && !now.isBefore(Instant.parse(end));
    }

    private static boolean isListed(String list, String service) {
        return List.of(list.split("[, ]+", -1)).contains(service) && !service.isEmpty();
    }
}
