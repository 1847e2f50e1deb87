package dev.postern.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.PasswordVerifier;
import dev.postern.gateway.password.StoredPassword;
import dev.postern.gateway.password.StoredPasswordParser;
import dev.postern.gateway.password.Verdict;
import dev.postern.gateway.password.VerifierLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One verification on one thread, beside the native library that Dovecot would call: libxcrypt's crypt_rn for SHA512-CRYPT
 * and bcrypt, libsodium for ARGON2ID. Both run in this process by turns, and processor time is what counts, so that a busy
 * machine changes little; {@code hashes} starts it.
 */
public final class Hashes {
    private static final String PASSWORD = "correct horse";
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 3;
    private static final int WORKING_MEMORY = 32_768;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What Dovecot would be set to, and how dear it may be. */
    private record Work(String name, String stored, LongSupplier reference, double bar) {}

    private Hashes() {}

    /** Prints a Markdown table. */
    public static void main(String[] arguments) throws Exception {
        NativeLibrary crypt = NativeLibrary.getInstance("libcrypt.so.1");
        NativeLibrary sodium = NativeLibrary.getInstance("libsodium.so.23");
        sodium.getFunction("sodium_init").invokeInt(new Object[0]);
        String sha512 = crypt(crypt.getFunction("crypt_rn"), "$6$rounds=5000$saltsaltsaltsalt");
        String bcrypt = crypt(crypt.getFunction("crypt_rn"), "$2y$10$abcdefghijklmnopqrstuu");
        String argon2 = argon2(sodium);
        List<Work> works = List.of(
                new Work("SHA512-CRYPT, 5,000 rounds", sha512, () -> verify(crypt, sha512), 1.0),
                new Work("BLF-CRYPT, cost 10", bcrypt, () -> verify(crypt, bcrypt), 1.3),
                new Work("ARGON2ID, 64 MiB, t=3", argon2, () -> verifyArgon2(sodium, argon2), 2.0));
        System.out.printf(
                Locale.ROOT,
                "load before: %s; JDK %s%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
        System.out.println("| scheme | Postern | native | ratio | bar |\n|---|---|---|---|---|");
        try (PasswordVerifier verifier = new PasswordVerifier(VerifierLimits.of(1, 256))) {
            for (Work work : works) {
                print(work, verifier);
            }
        }
    }

    private static void print(Work work, PasswordVerifier verifier) throws Exception {
        List<Double> ratios = new ArrayList<>();
        long ours = 0;
        long theirs = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long one = micros(verifier, work.stored());
            long other = work.reference().getAsLong();
            if (round >= 0) {
                ratios.add((double) one / other);
                ours += one;
                theirs += other;
            }
        }
        double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms | %.2f (%.2f–%.2f) | ≤ %.1f |%n",
                work.name(),
                ours / 1e3 / ROUNDS,
                theirs / 1e3 / ROUNDS,
                sorted[ROUNDS / 2],
                sorted[0],
                sorted[ROUNDS - 1],
                work.bar());
    }

    /** As many as take a tenth of a second; processor time of each, of whichever thread works. */
    private static long micros(PasswordVerifier verifier, String column) throws Exception {
        StoredPassword stored = new StoredPasswordParser("CRYPT", HashLimits.defaults()).parse(column);
        long before = hashThreads();
        int done = 0;
        do {
            Verdict verdict = verifier.verify(stored, "", PASSWORD.getBytes(US_ASCII))
                    .toCompletableFuture()
                    .get();
            if (!(verdict instanceof Verdict.Match)) {
                throw new IllegalStateException("does not match: " + column);
            }
            done++;
        } while (hashThreads() - before < 100_000_000);
        return (hashThreads() - before) / 1_000 / done;
    }

    private static long hashThreads() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("postern-hash"))
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static long verify(NativeLibrary library, String stored) {
        return times(() -> {
            if (!crypt(library.getFunction("crypt_rn"), stored).equals(stored)) {
                throw new IllegalStateException("does not match: " + stored);
            }
        });
    }

    private static long times(Runnable verification) {
        long before = THREADS.getCurrentThreadCpuTime();
        int done = 0;
        do {
            verification.run();
            done++;
        } while (THREADS.getCurrentThreadCpuTime() - before < 100_000_000);
        return (THREADS.getCurrentThreadCpuTime() - before) / 1_000 / done;
    }

    private static String crypt(Function cryptRn, String setting) {
        try (Memory working = new Memory(WORKING_MEMORY)) {
            working.clear();
            return cryptRn.invokePointer(new Object[] {PASSWORD, setting, working, WORKING_MEMORY})
                    .getString(0);
        }
    }

    /** Dovecot's defaults: 64 MiB, three passes. */
    private static String argon2(NativeLibrary sodium) {
        byte[] text = new byte[128];
        int failed = sodium.getFunction("crypto_pwhash_str")
                .invokeInt(new Object[] {text, PASSWORD, (long) PASSWORD.length(), 3L, 64L << 20});
        if (failed != 0) {
            throw new IllegalStateException("libsodium makes no hash");
        }
        return "{ARGON2ID}" + new String(text, US_ASCII).trim();
    }

    private static long verifyArgon2(NativeLibrary sodium, String stored) {
        Function verify = sodium.getFunction("crypto_pwhash_str_verify");
        String text = stored.substring("{ARGON2ID}".length());
        return times(() -> {
            if (verify.invokeInt(new Object[] {text, PASSWORD, (long) PASSWORD.length()}) != 0) {
                throw new IllegalStateException("does not match: " + stored);
            }
        });
    }
}
