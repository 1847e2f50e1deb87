package dev.postern.gateway.auth;

import dev.postern.gateway.config.AuthConfig;
import dev.postern.gateway.logging.Printable;
import dev.postern.gateway.password.CredentialReader;
import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.LibCrypt;
import dev.postern.gateway.password.PasswordVerifier;
import dev.postern.gateway.password.StoredPassword;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.password.VerificationKey;
import dev.postern.gateway.password.VerifierLimits;
import dev.postern.sasl.Secret;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges typed passwords: what matched before from memory, the rest by the verifier's threads.
 *
 * <p>A stored password that cannot be used is logged with the user's name, never with anything of it. Weak schemes are
 * counted, warned about once each, and with {@code auth.refuseWeak} not used.
 */
public final class PasswordCheck implements Passwords, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final StoredPasswordParser parser;
    private final PasswordVerifier verifier;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private final Decoys decoys = new Decoys();
    private final TryCounts counts = new TryCounts();
    private final boolean refuseWeak;
    private final @Nullable Rehash rehash;
    private final Map<String, LongAdder> weakSchemes = new ConcurrentHashMap<>();

    /** One that leaves stored hashes as they are. Starts no thread yet. */
    public PasswordCheck(AuthConfig config, VerifierLimits limits) {
        this(config, limits, null);
    }

    /**
     * Starts no thread yet.
     *
     * @param rehash told of each match; this object closes it
     */
    public PasswordCheck(AuthConfig config, VerifierLimits limits, @Nullable Rehash rehash) {
        this.rehash = rehash;
        this.parser = new StoredPasswordParser(config.defaultScheme(), limits(config));
        this.verifier = new PasswordVerifier(limits);
        this.refuseWeak = config.refuseWeak();
    }

    /**
     * What hashes may ask for, and who computes the rare ones.
     *
     * @throws IllegalArgumentException if the library that the configuration names cannot be used
     */
    public static HashLimits limits(AuthConfig config) {
        String library = config.libcrypt();
        return library == null ? HashLimits.defaults() : HashLimits.defaults().with(LibCrypt.load(library));
    }

    @Override
    public Future<Verdict> judge(String stored, Secret typed, String user) {
        // Remembering a match costs a digest; only what may cost more than that is worth it.
        if (!parser.mayBeCostly(stored)) {
            return verify(stored, typed, user);
        }
        VerificationKey key = key(stored, typed, user);
        if (verified.contains(key)) {
            return Future.succeededFuture(Verdict.MATCH);
        }
        return verify(stored, typed, user).onSuccess(verdict -> {
            if (verdict == Verdict.MATCH) {
                verified.add(key);
            }
        });
    }

    @Override
    public boolean remembers(String stored, Secret typed, String user) {
        return parser.mayBeCostly(stored) && verified.contains(key(stored, typed, user));
    }

    private VerificationKey key(String stored, Secret typed, String user) {
        byte[] password = typed.copy();
        VerificationKey key = verifier.key(stored, user, password);
        Arrays.fill(password, (byte) 0);
        return key;
    }

    private Future<Verdict> verify(String stored, Secret typed, String user) {
        StoredPassword parsed = parser.parse(stored);
        if (parsed instanceof StoredPassword.Problem problem) {
            LOG.warn("stored password cannot be used user={}: {}", Printable.of(user), problem.detail());
        }
        if (parsed instanceof Usable usable) {
            if (usable.weak() && !acceptWeak(usable.scheme())) {
                return Future.succeededFuture(Verdict.UNDECIDED);
            }
            decoys.saw(usable);
        }
        Future<Verdict> verdict = verdict(verifier.verify(parsed, user, typed.copy()));
        return rehash == null || !(parsed instanceof Usable usable)
                ? verdict
                : verdict.onSuccess(known -> {
                    if (known == Verdict.MATCH) {
                        rehash.matched(user, stored, usable, typed);
                    }
                });
    }

    @Override
    public void tries(String service, int passwords) {
        counts.saw(service, passwords);
    }

    @Override
    public int pretendedTries(String service, String user) {
        return counts.of(service, user);
    }

    @Override
    public Future<Verdict> pretend(Secret typed, String user) {
        return verdict(verifier.verify(decoys.of(user), user, typed.copy()))
                .map(verdict -> verdict == Verdict.MATCH ? Verdict.MISMATCH : verdict);
    }

    @Override
    public <R> R credentials(String stored, CredentialReader<R> reader) {
        if (parser.parse(stored) instanceof Usable usable) {
            decoys.saw(usable);
            return usable.credentials(reader);
        }
        return reader.none();
    }

    @Override
    public void pretendCredentials(String user, CredentialReader<?> reader) {
        decoys.of(user).credentials(reader);
    }

    private static Future<Verdict> verdict(CompletionStage<dev.postern.gateway.password.Verdict> stage) {
        return Future.fromCompletionStage(stage).map(verdict -> {
            if (verdict instanceof dev.postern.gateway.password.Verdict.Match) {
                return Verdict.MATCH;
            }
            if (verdict instanceof dev.postern.gateway.password.Verdict.Mismatch) {
                return Verdict.MISMATCH;
            }
            if (verdict instanceof dev.postern.gateway.password.Verdict.Busy) {
                return Verdict.BUSY;
            }
            return Verdict.UNDECIDED;
        });
    }

    private boolean acceptWeak(String scheme) {
        LongAdder count = weakSchemes.get(scheme);
        if (count == null) {
            count = weakSchemes.computeIfAbsent(scheme, first -> new LongAdder());
            LOG.warn(
                    "weak password scheme {} in use{}: set these passwords anew",
                    scheme,
                    refuseWeak ? " and refused (auth.refuseWeak)" : "");
        }
        count.increment();
        return !refuseWeak;
    }

    /** How many verifications wait for a thread. */
    public int waiting() {
        return verifier.waiting();
    }

    /** Memory that hashes in progress hold, in MiB. */
    public int memoryUsed() {
        return verifier.memoryUsed();
    }

    /** Verifications against weak stored passwords of a scheme; what is remembered is not verified again. */
    public long weakLogins(String scheme) {
        LongAdder count = weakSchemes.get(scheme);
        return count == null ? 0 : count.sum();
    }

    /** Logins that needed no verification, because the very same one had succeeded before. */
    public long remembered() {
        return verified.hits();
    }

    /** Blocks until the hashes in progress are done. */
    @Override
    public void close() {
        if (rehash != null) {
            rehash.close();
        }
        verifier.close();
    }
}
