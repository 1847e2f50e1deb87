package dev.postern.gateway.auth;

import dev.postern.gateway.auth.Passwords.Verdict;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One typed password on the passwords of one user: those that serve the attempt's service, one after the other. What
 * matched before is found first, without a hash.
 *
 * <p>Where none serves the service the user's own is tried all the same, for a refusal must cost what a wrong password
 * costs. A password that could not be checked makes a mismatch of the others undecided: it may be that one.
 */
final class PasswordTries {

    /** For all tries together: Postfix waits 10 s, and the answer has to be written, too. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final Passwords passwords;
    private final String defaultScheme;
    private final LongSupplier nanoTime;

    PasswordTries(Passwords passwords, String defaultScheme, LongSupplier nanoTime) {
        this.passwords = passwords;
        this.defaultScheme = defaultScheme;
        this.nanoTime = nanoTime;
    }

    /**
     * What the tries gave.
     *
     * @param row the one whose password matched; else the user's own
     */
    record Tried(Verdict verdict, PassdbRow row) {}

    /**
     * What is tried.
     *
     * @param user whose it is
     * @param compared stored passwords that it did not match before; these are not computed again, and more are added
     */
    record Typed(Secret password, String user, List<String> compared) {}

    /**
     * Tries them.
     *
     * @param rows at least one
     */
    Future<Tried> on(List<PassdbRow> rows, String service, Typed typed) {
        List<PassdbRow> serving =
                rows.stream().filter(row -> row.serves(service)).toList();
        List<PassdbRow> tried = serving.isEmpty() ? rows.subList(0, 1) : serving;
        for (PassdbRow row : tried) {
            String stored = row.storedPassword(defaultScheme);
            if (row.takesAnyPassword()
                    || (stored != null && passwords.remembers(stored, typed.password(), typed.user()))) {
                return Future.succeededFuture(new Tried(Verdict.MATCH, row));
            }
        }
        if (typed.compared().isEmpty()) {
            passwords.tries(service, tried.size());
        }
        Tried nothing = new Tried(Verdict.MISMATCH, rows.get(0));
        return next(new Walk(tried, typed, nanoTime.getAsLong()), 0, nothing);
    }

    /** Does as much for a user who is not there. */
    Future<Verdict> onNobody(String service, Secret typed, String user) {
        return pretend(passwords.pretendedTries(service, user), typed, user, nanoTime.getAsLong());
    }

    private Future<Verdict> pretend(int times, Secret typed, String user, long startedAt) {
        if (nanoTime.getAsLong() - startedAt > PATIENCE_NANOS) {
            return Future.succeededFuture(Verdict.BUSY);
        }
        return passwords
                .pretend(typed, user)
                .compose(verdict -> times == 1 || verdict == Verdict.BUSY
                        ? Future.succeededFuture(verdict)
                        : pretend(times - 1, typed, user, startedAt));
    }

    private record Walk(List<PassdbRow> rows, Typed typed, long startedAt) {}

    private Future<Tried> next(Walk walk, int position, Tried soFar) {
        if (position == walk.rows().size()) {
            return Future.succeededFuture(soFar);
        }
        if (nanoTime.getAsLong() - walk.startedAt() > PATIENCE_NANOS) {
            return Future.succeededFuture(new Tried(Verdict.BUSY, soFar.row()));
        }
        PassdbRow row = walk.rows().get(position);
        return judge(row, walk.typed()).compose(verdict -> switch (verdict) {
            case MATCH, BUSY -> Future.succeededFuture(new Tried(verdict, row));
            case UNDECIDED -> next(walk, position + 1, new Tried(Verdict.UNDECIDED, soFar.row()));
            case MISMATCH -> next(walk, position + 1, soFar);
        });
    }

    private Future<Verdict> judge(PassdbRow row, Typed typed) {
        String stored = row.storedPassword(defaultScheme);
        if (stored == null) {
            return passwords.pretend(typed.password(), typed.user());
        }
        if (typed.compared().stream().anyMatch(before -> isSame(before, stored))) {
            return Future.succeededFuture(Verdict.MISMATCH);
        }
        typed.compared().add(stored);
        return passwords.judge(stored, typed.password(), typed.user());
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
