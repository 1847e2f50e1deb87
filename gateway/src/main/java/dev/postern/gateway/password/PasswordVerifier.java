package dev.postern.gateway.password;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.Problem;
import dev.postern.gateway.password.StoredPassword.Usable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares typed passwords with stored ones. Digests are computed on the caller's thread; everything slower on threads
 * of the verifier's own, behind queues that are bounded in number and in time. Light hashes never wait for heavy ones.
 * Equal verifications in progress share one computation. Thread-safe.
 */
public final class PasswordVerifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordVerifier.class);

    /** More than the slowest hash within the default limits takes. A hash cannot be interrupted. */
    private static final Duration PATIENCE_ON_CLOSE = Duration.ofSeconds(5);

    private final HashMemory memory;
    private final HashQueue light;
    private final HashQueue heavy;
    private final VerificationKey.Maker keys = new VerificationKey.Maker();
    private final Map<VerificationKey, CompletableFuture<Verdict>> inProgress = new ConcurrentHashMap<>();

    /** Starts no thread yet. */
    public PasswordVerifier(VerifierLimits limits) {
        this.memory = new HashMemory(limits.mebibytes());
        ThreadFactory factory = new HashThreads(memory);
        this.light = new HashQueue(limits, factory);
        this.heavy = new HashQueue(limits, factory);
    }

    /**
     * Compares. The stage never fails; it is complete already for digests and for what is not computed at all, and
     * completes on a thread of the verifier otherwise.
     *
     * @param stored what the row holds; if it is {@link Malformed} the verdict is a mismatch, and the caller, who knows
     *     whose row it is, logs a warning
     * @param user the login name as it was typed, which DIGEST-MD5 has hashed
     * @param password as it came, possibly empty; it is the verifier's from now on, who wipes it
     */
    public CompletionStage<Verdict> verify(StoredPassword stored, String user, byte[] password) {
        if (stored instanceof Usable usable && usable.cost().weight() != Cost.Weight.INLINE) {
            return enqueue(usable, user, password);
        }
        Verdict verdict = stored instanceof Usable usable
                ? compare(usable, new Attempt(password, user, null))
                : refuse((Problem) stored);
        Arrays.fill(password, (byte) 0);
        return CompletableFuture.completedStage(verdict);
    }

    private static Verdict refuse(Problem problem) {
        return problem instanceof Malformed ? Verdict.Mismatch.INSTANCE : new Verdict.Unusable(problem.detail());
    }

    private CompletionStage<Verdict> enqueue(Usable stored, String user, byte[] password) {
        Cost cost = stored.cost();
        if (cost.mebibytes() > memory.budget()) {
            Arrays.fill(password, (byte) 0);
            return CompletableFuture.completedStage(new Verdict.Unusable("a " + stored.scheme() + " hash takes "
                    + cost.mebibytes() + " MiB; all hashes together may take " + memory.budget()));
        }
        Verification verification = new Verification(stored, user, password);
        CompletableFuture<Verdict> earlier = inProgress.putIfAbsent(verification.key, verification.verdict);
        if (earlier != null) {
            Arrays.fill(password, (byte) 0);
            return earlier.minimalCompletionStage();
        }
        HashQueue queue = cost.weight() == Cost.Weight.LIGHT ? light : heavy;
        if (!queue.offer(verification)) {
            verification.drop();
        }
        return verification.verdict.minimalCompletionStage();
    }

    /**
     * What {@link #verify} would work on, as a value: for a caller that remembers passwords that did match.
     *
     * @param column as the row holds it
     */
    public VerificationKey key(String column, String user, byte[] password) {
        return keys.of(column, user, password);
    }

    /** How many verifications wait for their turn. */
    public int waiting() {
        return light.waiting() + heavy.waiting();
    }

    /** How much memory hashes in progress have leased, in MiB. */
    public int memoryUsed() {
        return memory.used();
    }

    /** What waits is answered with {@link Verdict.Busy}; blocks until the hashes in progress are done. */
    @Override
    public void close() {
        light.close();
        heavy.close();
        try {
            if (!light.awaitEnd(PATIENCE_ON_CLOSE) || !heavy.awaitEnd(PATIENCE_ON_CLOSE)) {
                LOG.warn(
                        "a password hash still runs {} s after the verifier was closed", PATIENCE_ON_CLOSE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One computation, for however many wait for it. */
    private final class Verification implements HashQueue.Job {
        private final Usable stored;
        private final String user;
        private final byte[] password;
        private final VerificationKey key;
        private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

        Verification(Usable stored, String user, byte[] password) {
            this.stored = stored;
            this.user = user;
            this.password = password;
            this.key = keys.of(stored.identity(), user, password);
        }

        @Override
        public long micros() {
            return stored.cost().micros();
        }

        @Override
        public void drop() {
            finish(Verdict.Busy.INSTANCE);
        }

        @Override
        public void run() {
            Verdict outcome = failed(stored);
            try (HashMemory.Lease lease = memory.lease(stored.cost().mebibytes(), stored.inBlocks())) {
                outcome = compare(stored, new Attempt(password, user, lease));
            } catch (InterruptedException e) {
                outcome = Verdict.Busy.INSTANCE;
                Thread.currentThread().interrupt();
            } finally {
                // Even if this thread dies for want of memory, whoever waits hears of it.
                finish(outcome);
            }
        }

        private void finish(Verdict outcome) {
            Arrays.fill(password, (byte) 0);
            inProgress.remove(key);
            verdict.complete(outcome);
        }
    }

    private static Verdict compare(Usable stored, Attempt attempt) {
        try {
            return Verdict.of(stored.matches(attempt));
        } catch (RuntimeException e) {
            LOG.error("verifying a {} password failed", stored.scheme(), withoutMessage(e));
            return failed(stored);
        }
    }

    private static Verdict failed(Usable stored) {
        return new Verdict.Unusable("a " + stored.scheme() + " hash could not be computed");
    }

    /** A library's message may quote what it was given. */
    private static Throwable withoutMessage(RuntimeException bug) {
        Throwable quiet = new IllegalStateException(bug.getClass().getName());
        quiet.setStackTrace(bug.getStackTrace());
        return quiet;
    }
}
