package dev.postern.gateway.cli;

import dev.postern.gateway.auth.PasswordCheck;
import dev.postern.gateway.auth.Passwords;
import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.gateway.password.StoredPassword;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.password.VerifierLimits;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.util.Optional;

/** Judges as the gateway does, and remembers of the stored password what an operator may see of it. */
final class WitnessedPasswords implements Passwords, AutoCloseable {
    private final PasswordCheck check;
    private final StoredPasswordParser parser;
    private final boolean refuseWeak;
    private volatile Optional<StoredPassword> judged = Optional.empty();

    WitnessedPasswords(AuthConfig config) {
        this.check = new PasswordCheck(config, VerifierLimits.of(1, VerifierLimits.USUAL_MEBIBYTES));
        this.parser = new StoredPasswordParser(config.defaultScheme(), PasswordCheck.limits(config));
        this.refuseWeak = config.refuseWeak();
    }

    @Override
    public Future<Verdict> judge(String stored, Secret typed, String user) {
        judged = Optional.of(parser.parse(stored));
        return check.judge(stored, typed, user);
    }

    @Override
    public <R> R credentials(String stored, CredentialReader<R> reader) {
        return check.credentials(stored, reader);
    }

    /** Whether there was a stored password to be judged. */
    boolean any() {
        return judged.isPresent();
    }

    /** The scheme of the stored password that could be judged. */
    Optional<String> scheme() {
        return judged.filter(Usable.class::isInstance).map(Usable.class::cast).map(Usable::scheme);
    }

    /** Why what is stored could not be judged; nothing of what is stored. */
    Optional<String> problem() {
        return judged.flatMap(stored -> {
            if (stored instanceof StoredPassword.Problem problem) {
                return Optional.of(problem.detail());
            }
            boolean refused = refuseWeak && stored instanceof Usable usable && usable.weak();
            return refused ? Optional.of("its scheme is weak, and auth.refuseWeak is set") : Optional.empty();
        });
    }

    @Override
    public void close() {
        check.close();
    }
}
