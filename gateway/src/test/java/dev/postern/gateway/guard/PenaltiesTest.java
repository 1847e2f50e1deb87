package dev.postern.gateway.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.PenaltyConfig;
import dev.postern.gateway.guard.Penalties.Standing;
import dev.postern.sasl.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PenaltiesTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration MAX = Duration.ofSeconds(5);
    private static final ClientNetwork HERE = ClientNetwork.of("192.0.2.1");
    private static final ClientNetwork THERE = ClientNetwork.of("192.0.2.2");

    private long now = Long.MAX_VALUE - 5;
    private final Penalties penalties =
            new Penalties(new PenaltyConfig(MAX, Duration.ofMinutes(15), Duration.ofDays(1)), () -> now);

    private Standing fail(String user, ClientNetwork network, String password) {
        return penalties.failed(user, network, Secret.copyOf(password.getBytes(UTF_8)));
    }

    private void guess(String user, ClientNetwork network, int count) {
        for (int i = 0; i < count; i++) {
            fail(user, network, "guess " + i);
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "4, 250", "5, 500", "6, 1000", "7, 2000", "8, 4000", "9, 5000", "16, 5000", "100, 5000"
    })
    void growsWithEachWrongPasswordOfAUser(int guesses, long millis) {
        guess("kim", HERE, guesses);
        assertThat(penalties.of("kim", HERE)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "11, 250", "14, 2000", "16, 5000", "100, 5000"})
    void growsWithEachWrongPasswordOfANetwork(int users, long millis) {
        for (int i = 0; i < users; i++) {
            fail("user" + i, HERE, "spring");
        }
        assertThat(penalties.of("anybody", HERE)).isEqualTo(Duration.ofMillis(millis));
        assertThat(penalties.of("anybody", THERE)).isEqualTo(NONE);
    }

    @Test
    void aPhoneWithAnOldPasswordCountsOnce() {
        assertThat(fail("kim", HERE, "old")).isEqualTo(Standing.FIRST);
        for (int i = 0; i < 1_000; i++) {
            assertThat(fail("kim", HERE, "old")).isEqualTo(Standing.REPEATED);
        }
        assertThat(penalties.of("kim", HERE)).isEqualTo(NONE);
    }

    @Test
    void onePasswordTriedOnManyUsersCountsForEach() {
        assertThat(fail("kim", HERE, "spring")).isEqualTo(Standing.FIRST);
        assertThat(fail("joe", HERE, "spring")).isEqualTo(Standing.FIRST);
    }

    @Test
    void aProofCountsEachTime() {
        for (int i = 0; i < 5; i++) {
            assertThat(penalties.failed("kim", HERE, null)).isEqualTo(Standing.FIRST);
        }
        assertThat(penalties.of("kim", HERE)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void guessesElsewhereLockNobodyOut() {
        guess("kim", HERE, 16);
        assertThat(penalties.of("kim", THERE)).isEqualTo(NONE);
    }

    @Test
    void whoHasLoggedInFromANetworkIsSparedThere() {
        guess("others", HERE, 16);
        assertThat(penalties.of("kim", HERE)).isEqualTo(MAX);
        penalties.succeeded("kim", HERE);
        guess("kim", HERE, 16);
        assertThat(penalties.of("kim", HERE)).isEqualTo(NONE);
        assertThat(penalties.of("joe", HERE))
                .as("one account is no passport to others")
                .isEqualTo(MAX);
    }

    @Test
    void wrongPasswordsOfWhoIsKnownAreNoConcernOfTheNetwork() {
        penalties.succeeded("kim", HERE);
        guess("kim", HERE, 16);
        assertThat(penalties.of("joe", HERE)).isEqualTo(NONE);
        assertThat(penalties.networks()).isZero();
    }

    @Test
    void whoIsKnownIsForgotten() {
        penalties.succeeded("kim", HERE);
        pass(Duration.ofHours(23));
        penalties.succeeded("kim", HERE);
        pass(Duration.ofHours(23));
        guess("kim", HERE, 16);
        assertThat(penalties.of("kim", HERE)).isEqualTo(NONE);
        pass(Duration.ofHours(2));
        guess("kim", HERE, 16);
        assertThat(penalties.of("kim", HERE)).isEqualTo(MAX);
    }

    @Test
    void wrongPasswordsAreForgotten() {
        guess("kim", HERE, 5);
        pass(Duration.ofMinutes(10));
        fail("kim", HERE, "another");
        assertThat(penalties.of("kim", HERE)).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofMinutes(6));
        assertThat(penalties.of("kim", HERE)).isEqualTo(NONE);
        pass(Duration.ofMinutes(10));
        assertThat(fail("kim", HERE, "another")).isEqualTo(Standing.FIRST);
    }

    /** Behind a mail server that tells no addresses is perhaps everybody. */
    @Test
    void withoutAnAddressOnlyTheUserIsHeldToAccount() {
        ClientNetwork nowhere = ClientNetwork.of("");
        guess("kim", nowhere, 16);
        assertThat(penalties.of("kim", nowhere)).isEqualTo(MAX);
        assertThat(penalties.of("joe", nowhere)).isEqualTo(NONE);
        assertThat(penalties.networks()).isZero();
    }

    @Test
    void whatIsNotToCostAnythingCostsNothing() {
        Penalties free = new Penalties(new PenaltyConfig(NONE, Duration.ofMinutes(15), Duration.ZERO), () -> now);
        for (int i = 0; i < 20; i++) {
            free.failed("kim", HERE, null);
        }
        assertThat(free.of("kim", HERE)).isEqualTo(NONE);
        free.succeeded("kim", HERE);
        assertThat(free.knownUsers()).isZero();
    }

    @Test
    void memoryIsBoundedHoweverManyGuess() {
        int networks = 60_000;
        for (int i = 0; i < networks; i++) {
            ClientNetwork network = ClientNetwork.of("10." + (i >> 16) + '.' + (i >> 8 & 0xff) + '.' + (i & 0xff));
            penalties.failed("a".repeat(10_000), network, null);
        }
        assertThat(penalties.networks()).isPositive().isLessThan(networks);
        assertThat(penalties.users()).isPositive().isLessThan(networks / 2);
    }
}
