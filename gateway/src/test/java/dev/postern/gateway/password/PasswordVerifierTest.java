package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.StoredPassword.Usable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordVerifierTest {
    private static final String BCRYPT_COST_10 =
            "{BLF-CRYPT}$2y$10$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String SHA512_CRYPT = "{SHA512-CRYPT}$6$rounds=1001$saltstring$" + "A".repeat(86);
    private static final String ARGON2 =
            "{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$GRogwAiHsPQa8+OwOmSMTg$rOtthGbial2+0mNv3kQ+xDrDdZBDOI652yfzxMnXLhY";

    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", HashLimits.defaults());
    private final List<PasswordVerifier> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(PasswordVerifier::close);
    }

    private PasswordVerifier open(VerifierLimits limits) {
        PasswordVerifier verifier = new PasswordVerifier(limits);
        opened.add(verifier);
        return verifier;
    }

    private PasswordVerifier open() {
        return open(new VerifierLimits(1, 100, Duration.ofMinutes(1), 64));
    }

    private CompletionStage<Verdict> verify(PasswordVerifier verifier, String stored, String typed) {
        return verifier.verify(parser.parse(stored), "joe@example.org", typed.getBytes(UTF_8));
    }

    private static Verdict await(CompletionStage<Verdict> stage) throws Exception {
        return stage.toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    @Test
    void answersForDigestsAtOnce() {
        PasswordVerifier verifier = open();
        assertThat(verify(verifier, "{PLAIN}secret", "secret")
                        .toCompletableFuture()
                        .getNow(null))
                .isEqualTo(Verdict.Match.INSTANCE);
        assertThat(verify(verifier, "{PLAIN}secret", "Secret")
                        .toCompletableFuture()
                        .getNow(null))
                .isEqualTo(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void computesSlowHashesOnThreadsOfItsOwn() throws Exception {
        PasswordVerifier verifier = open();
        Thread[] by = new Thread[1];
        CompletionStage<Verdict> verdict = verify(verifier, ARGON2, "password").thenApply(value -> {
            by[0] = Thread.currentThread();
            return value;
        });
        assertThat(await(verdict)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(by[0].getName()).startsWith("postern-hash-");
        assertThat(by[0].isDaemon()).isTrue();
    }

    @Test
    void isBusyAtOnceWhenTheQueueIsFull() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, Duration.ofMinutes(1), 64));
        CompletionStage<Verdict> running = verify(verifier, BCRYPT_COST_10, "one");
        CompletionStage<Verdict> waiting = verify(verifier, BCRYPT_COST_10, "two");
        CompletionStage<Verdict> refused = verify(verifier, BCRYPT_COST_10, "three");
        assertThat(refused.toCompletableFuture().getNow(null)).isEqualTo(Verdict.Busy.INSTANCE);
        assertThat(await(running)).isEqualTo(Verdict.Mismatch.INSTANCE);
        assertThat(await(waiting)).isEqualTo(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void isBusyWhenThoseBeforeWouldTakeTooLong() {
        PasswordVerifier verifier = open(new VerifierLimits(1, 100, Duration.ofMillis(1), 64));
        verify(verifier, BCRYPT_COST_10, "one");
        assertThat(verify(verifier, BCRYPT_COST_10, "two").toCompletableFuture().getNow(null))
                .isEqualTo(Verdict.Busy.INSTANCE);
    }

    @Test
    void computesLightHashesWhileHeavyOnesQueue() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, Duration.ofMinutes(1), 64));
        CompletionStage<Verdict> heavy = verify(verifier, BCRYPT_COST_10, "one");
        verify(verifier, BCRYPT_COST_10, "two");
        assertThat(await(verify(verifier, SHA512_CRYPT, "three"))).isEqualTo(Verdict.Mismatch.INSTANCE);
        await(heavy);
    }

    @Test
    void computesOnceForEqualVerificationsInProgress() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, Duration.ofMinutes(1), 64));
        verify(verifier, BCRYPT_COST_10, "one");
        CompletionStage<Verdict> first = verify(verifier, BCRYPT_COST_10, "two");
        CompletionStage<Verdict> second = verify(verifier, BCRYPT_COST_10, "two");
        assertThat(await(first)).isEqualTo(Verdict.Mismatch.INSTANCE);
        assertThat(await(second)).isEqualTo(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void wipesWhatWasTyped() throws Exception {
        PasswordVerifier verifier = open();
        for (String stored : List.of("{PLAIN}secret", SHA512_CRYPT, "{NOSUCH}x", "{CRYPT}garbage")) {
            byte[] typed = "secret".getBytes(UTF_8);
            await(verifier.verify(parser.parse(stored), "", typed));
            assertThat(typed).as(stored).containsOnly(0);
        }
    }

    @Test
    void tellsWhatCannotBeUsedFromAWrongPassword() throws Exception {
        PasswordVerifier verifier = open();
        assertThat(await(verify(verifier, "{NOSUCH}x", "x"))).isInstanceOf(Verdict.Unusable.class);
        assertThat(await(verify(verifier, "{NTLM}x", "x"))).isInstanceOf(Verdict.Unusable.class);
        assertThat(await(verify(verifier, "{SHA512-CRYPT}$6$rounds=9999999$salt$" + "A".repeat(86), "x")))
                .isInstanceOf(Verdict.Unusable.class);
        assertThat(await(verify(verifier, "{SHA512-CRYPT}$6$cut", "x"))).isEqualTo(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void refusesAHashThatAllMemoryWouldNotDoFor() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, Duration.ofMinutes(1), 63));
        assertThat(await(verify(verifier, ARGON2, "password"))).isInstanceOf(Verdict.Unusable.class);
    }

    @Test
    void answersWhatWaitsWhenItIsClosed() throws Exception {
        PasswordVerifier verifier = open();
        CompletionStage<Verdict> running = verify(verifier, BCRYPT_COST_10, "one");
        CompletionStage<Verdict> waiting = verify(verifier, BCRYPT_COST_10, "two");
        verifier.close();
        assertThat(waiting.toCompletableFuture().getNow(null)).isEqualTo(Verdict.Busy.INSTANCE);
        assertThat(running.toCompletableFuture()).isDone();
        assertThat(await(verify(verifier, BCRYPT_COST_10, "late"))).isEqualTo(Verdict.Busy.INSTANCE);
    }

    @Test
    void keysAreEqualForTheSameTripleOnly() {
        PasswordVerifier verifier = open();
        Usable stored = (Usable) parser.parse(SHA512_CRYPT);
        Usable again = (Usable) parser.parse(SHA512_CRYPT);
        VerificationKey key = verifier.key(stored, "joe", "secret".getBytes(UTF_8));
        assertThat(verifier.key(again, "joe", "secret".getBytes(UTF_8)))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
        assertThat(verifier.key(stored, "joe", "secre".getBytes(UTF_8))).isNotEqualTo(key);
        assertThat(verifier.key(stored, "joes", "ecret".getBytes(UTF_8))).isNotEqualTo(key);
        assertThat(verifier.key((Usable) parser.parse("{PLAIN}x"), "joe", "secret".getBytes(UTF_8)))
                .isNotEqualTo(key);
        assertThat(open().key(stored, "joe", "secret".getBytes(UTF_8))).isNotEqualTo(key);
    }

    @Test
    void printsNoSecret() {
        PasswordVerifier verifier = open();
        assertThat(new Attempt("secret".getBytes(UTF_8), "joe", HashMemory.NONE).toString())
                .doesNotContain("secret");
        Usable stored = (Usable) parser.parse("{PLAIN}secret");
        assertThat(stored.toString()).isEqualTo("StoredPassword[PLAIN]");
        assertThat(verifier.key(stored, "joe", "secret".getBytes(UTF_8)).toString())
                .isEqualTo("VerificationKey[***]");
    }
}
