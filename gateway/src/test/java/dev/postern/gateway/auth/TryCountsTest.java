package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TryCountsTest {
    private static final int USERS = 2_000;

    private final TryCounts counts = new TryCounts();

    private void see(String service, int passwords, int times) {
        for (int i = 0; i < times; i++) {
            counts.saw(service, passwords);
        }
    }

    private List<Integer> drawn(String service) {
        return IntStream.range(0, USERS)
                .mapToObj(i -> counts.of(service, "user" + i + "@d.test"))
                .toList();
    }

    @Test
    void areOneUntilSomebodyHasLoggedIn() {
        assertThat(drawn("imap")).containsOnly(1);
    }

    @Test
    void areMixedAsThoseOfTheUsersAre() {
        see("imap", 1, 700);
        see("imap", 4, 300);
        assertThat(drawn("imap")).containsOnly(1, 4);
        double share = drawn("imap").stream().filter(tries -> tries == 4).count() / (double) USERS;
        // Six standard deviations: a key of each run decides.
        assertThat(share).isCloseTo(0.3, within(0.06));
    }

    @Test
    void areTheSameForTheSameUserWhileTheCountsGrow() {
        see("imap", 1, 700);
        see("imap", 2, 300);
        List<Integer> before = drawn("imap");
        see("imap", 1, 70_000);
        see("imap", 2, 30_000);
        assertThat(drawn("imap")).isEqualTo(before);
    }

    @Test
    void areThoseOfTheService() {
        see("imap", 5, 10);
        see("smtp", 2, 10);
        assertThat(drawn("imap")).containsOnly(5);
        assertThat(drawn("smtp")).containsOnly(2);
    }

    /** Whoever asks may name as many services as it likes. */
    @Test
    void areSharedByServicesBeyondAHandful() {
        for (int i = 0; i < 1_000; i++) {
            see("made-up" + i, 3, 1);
        }
        assertThat(drawn("made-up999")).containsOnly(3);
        assertThat(drawn("never-heard-of")).containsOnly(3);
    }
}
