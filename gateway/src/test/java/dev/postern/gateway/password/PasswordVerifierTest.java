package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.StoredPassword.Usable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordVerifierTest {
    private static final Cost LIGHT = Cost.ofMicros(1_000);
    private static final Cost HEAVY = Cost.ofMicros(100_000);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ARGON2 =
            "{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$GRogwAiHsPQa8+OwOmSMTg$rOtthGbial2+0mNv3kQ+xDrDdZBDOI652yfzxMnXLhY";

    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", HashLimits.defaults());
    private final GatedHash hash = new GatedHash(HEAVY);
    private final List<PasswordVerifier> opened = new ArrayList<>();

    @AfterEach
    void close() {
        hash.gate.countDown();
        opened.forEach(PasswordVerifier::close);
    }

    private PasswordVerifier open(VerifierLimits limits) {
        PasswordVerifier verifier = new PasswordVerifier(limits);
        opened.add(verifier);
        return verifier;
    }

    private PasswordVerifier open() {
        return open(new VerifierLimits(1, 100, LONG, 64));
    }

    private static CompletableFuture<Verdict> verify(PasswordVerifier verifier, StoredPassword stored, String typed) {
        return verifier.verify(stored, "joe@example.org", typed.getBytes(UTF_8)).toCompletableFuture();
    }

    private static Verdict await(CompletableFuture<Verdict> verdict) throws Exception {
        return verdict.get(1, TimeUnit.MINUTES);
    }

    @Test
    void answersForDigestsAtOnce() {
        PasswordVerifier verifier = open();
        StoredPassword stored = parser.parse("{PLAIN}secret");
        assertThat(verify(verifier, stored, "secret")).isCompletedWithValue(Verdict.Match.INSTANCE);
        assertThat(verify(verifier, stored, "Secret")).isCompletedWithValue(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void computesSlowHashesOnThreadsOfItsOwn() throws Exception {
        PasswordVerifier verifier = open();
        Thread[] by = new Thread[1];
        CompletionStage<Verdict> verdict = verifier.verify(parser.parse(ARGON2), "", "password".getBytes(UTF_8))
                .thenApply(value -> {
                    by[0] = Thread.currentThread();
                    return value;
                });
        assertThat(await(verdict.toCompletableFuture())).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(by[0].getName()).startsWith("postern-hash-");
        assertThat(by[0].isDaemon()).isTrue();
    }

    @Test
    void isBusyAtOnceWhenTheQueueIsFull() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, LONG, 64));
        CompletableFuture<Verdict> running = verify(verifier, hash.stored("a"), "right");
        hash.begun.await();
        CompletableFuture<Verdict> waiting = verify(verifier, hash.stored("b"), "wrong");
        assertThat(verifier.waiting()).isEqualTo(1);
        assertThat(verify(verifier, hash.stored("c"), "right")).isCompletedWithValue(Verdict.Busy.INSTANCE);
        hash.gate.countDown();
        assertThat(await(running)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(await(waiting)).isEqualTo(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void isBusyWhileThoseBeforeWouldTakeTooLong() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 100, Duration.ofMillis(150), 64));
        CompletableFuture<Verdict> running = verify(verifier, hash.stored("a"), "right");
        CompletableFuture<Verdict> waiting = verify(verifier, hash.stored("b"), "right");
        assertThat(verify(verifier, hash.stored("c"), "right")).isCompletedWithValue(Verdict.Busy.INSTANCE);
        hash.gate.countDown();
        await(running);
        await(waiting);
        assertThat(await(verify(verifier, hash.stored("c"), "right"))).isEqualTo(Verdict.Match.INSTANCE);
    }

    @Test
    void computesLightHashesWhileHeavyOnesQueue() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, LONG, 64));
        CompletableFuture<Verdict> running = verify(verifier, hash.stored("a"), "right");
        hash.begun.await();
        CompletableFuture<Verdict> waiting = verify(verifier, hash.stored("b"), "right");
        GatedHash light = new GatedHash(LIGHT);
        light.gate.countDown();
        assertThat(await(verify(verifier, light.stored("c"), "right"))).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(running).isNotDone();
        assertThat(waiting).isNotDone();
    }

    @Test
    void computesLightHashesWhileAHeavyOneWaitsForMemory() throws Exception {
        PasswordVerifier verifier = open(new VerifierLimits(2, 10, LONG, 64));
        GatedHash large = new GatedHash(new Cost(100_000, 64));
        CompletableFuture<Verdict> first = verify(verifier, large.stored("a"), "right");
        large.begun.await();
        assertThat(verifier.memoryUsed()).isEqualTo(64);
        CompletableFuture<Verdict> second = verify(verifier, large.stored("b"), "right");
        GatedHash light = new GatedHash(LIGHT);
        light.gate.countDown();
        assertThat(await(verify(verifier, light.stored("c"), "right"))).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(large.computed).hasValue(1);
        large.gate.countDown();
        assertThat(await(first)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(await(second)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(verifier.memoryUsed()).isZero();
    }

    @Test
    void computesOnceForEqualVerificationsInProgress() throws Exception {
        PasswordVerifier verifier = open();
        CompletableFuture<Verdict> first = verify(verifier, hash.stored("a"), "right");
        CompletableFuture<Verdict> equal = verify(verifier, hash.stored("a"), "right");
        CompletableFuture<Verdict> other = verify(verifier, hash.stored("a"), "wrong");
        hash.gate.countDown();
        assertThat(await(first)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(await(equal)).isEqualTo(Verdict.Match.INSTANCE);
        assertThat(await(other)).isEqualTo(Verdict.Mismatch.INSTANCE);
        assertThat(hash.computed).hasValue(2);
        await(verify(verifier, hash.stored("a"), "right"));
        assertThat(hash.computed).as("what is done is not remembered").hasValue(3);
    }

    @Test
    void wipesWhatWasTyped() throws Exception {
        PasswordVerifier verifier = open();
        hash.gate.countDown();
        for (StoredPassword stored : List.of(
                parser.parse("{PLAIN}secret"),
                parser.parse("{NOSUCH}x"),
                parser.parse("{CRYPT}garbage"),
                hash.stored("a"))) {
            byte[] typed = "secret".getBytes(UTF_8);
            await(verifier.verify(stored, "", typed).toCompletableFuture());
            assertThat(typed).as(stored.toString()).containsOnly(0);
        }
    }

    @Test
    void tellsWhatCannotBeUsedFromAWrongPassword() {
        PasswordVerifier verifier = open();
        String tooMuch = "{SHA512-CRYPT}$6$rounds=9999999$salt$" + "A".repeat(86);
        for (String unusable : List.of("{NOSUCH}x", "{NTLM}x", "{CRYPT}$gy$j9T$x$y", tooMuch)) {
            assertThat(verify(verifier, parser.parse(unusable), "x").join()).isInstanceOf(Verdict.Unusable.class);
        }
        StoredPassword malformed = parser.parse("{SHA512-CRYPT}$6$cut");
        assertThat(verify(verifier, malformed, "x")).isCompletedWithValue(Verdict.Mismatch.INSTANCE);
    }

    @Test
    void refusesAHashThatAllMemoryWouldNotDoFor() {
        PasswordVerifier verifier = open(new VerifierLimits(1, 1, LONG, 63));
        assertThat(verify(verifier, parser.parse(ARGON2), "password").join())
                .isEqualTo(new Verdict.Unusable("a ARGON2ID hash takes 64 MiB; all hashes together may take 63"));
    }

    @Test
    void takesABugInAHashForNoMismatch() throws Exception {
        PasswordVerifier verifier = open();
        for (Cost cost : List.of(Cost.TRIFLE, LIGHT, HEAVY)) {
            Hash broken = new Hash() {
                @Override
                public boolean matches(Attempt attempt) {
                    throw new IllegalArgumentException("quotes a s3cret");
                }

                @Override
                public Cost cost() {
                    return cost;
                }
            };
            Usable stored = new Usable(Scheme.text("BROKEN", (data, limits) -> broken), broken, "id");
            assertThat(await(verify(verifier, stored, "x")))
                    .isEqualTo(new Verdict.Unusable("a BROKEN hash could not be computed"));
        }
    }

    @Test
    void answersWhatWaitsWhenItIsClosed() throws Exception {
        PasswordVerifier verifier = open();
        CompletableFuture<Verdict> running = verify(verifier, hash.stored("a"), "right");
        hash.begun.await();
        CompletableFuture<Verdict> waiting = verify(verifier, hash.stored("b"), "right");
        CompletableFuture<Void> gateOpened = waiting.thenRun(hash.gate::countDown);
        verifier.close();
        assertThat(waiting).isCompletedWithValue(Verdict.Busy.INSTANCE);
        assertThat(gateOpened).isDone();
        assertThat(running).isCompletedWithValue(Verdict.Match.INSTANCE);
        assertThat(verify(verifier, hash.stored("c"), "right")).isCompletedWithValue(Verdict.Busy.INSTANCE);
    }

    @Test
    void makesKeysThatAreEqualForTheSameTripleOnly() {
        PasswordVerifier verifier = open();
        byte[] typed = "secret".getBytes(UTF_8);
        VerificationKey key = verifier.key("a", "joe", typed);
        assertThat(verifier.key("a", "joe", "secret".getBytes(UTF_8)))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
        assertThat(verifier.key("a", "joes", "ecret".getBytes(UTF_8))).isNotEqualTo(key);
        assertThat(verifier.key("b", "joe", typed)).isNotEqualTo(key);
        assertThat(open().key("a", "joe", typed)).isNotEqualTo(key);
    }

    @Test
    void printsNoSecret() {
        PasswordVerifier verifier = open();
        byte[] typed = "secret".getBytes(UTF_8);
        Usable stored = (Usable) parser.parse("{PLAIN}secret");
        assertThat(stored.toString()).isEqualTo("StoredPassword[PLAIN]");
        assertThat(new Attempt(typed, "joe", null).toString()).isEqualTo("Attempt[***]");
        assertThat(verifier.key("{PLAIN}secret", "joe", typed).toString()).isEqualTo("VerificationKey[***]");
    }
}
