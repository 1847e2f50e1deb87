package dev.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecoysTest {
    private static final Usable LIGHT =
            stored("{SHA256-CRYPT}$5$M30F.RV/gJuJdwoJ$FcUNJimyQjNswTg5aIP3DbsyAOUDF8hCACm0gcm5TW5");
    private static final Usable LIGHT_TOO =
            stored("{SHA256-CRYPT}$5$klPpY/Wz2RHWpF37$icaObdKt0FfXFNRupoZIKWjjAtnoSAxfhLfRM/8pah/");
    private static final Usable TRIFLE = stored("{PLAIN}pw");
    private static final int USERS = 2_000;

    private final Decoys decoys = new Decoys();

    private static Usable stored(String column) {
        return (Usable) new StoredPasswordParser("CRYPT", HashLimits.defaults()).parse(column);
    }

    private void see(Usable stored, int times) {
        for (int i = 0; i < times; i++) {
            decoys.saw(stored);
        }
    }

    private List<String> schemes() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> decoys.of("user" + i + "@d.test").scheme())
                .toList();
    }

    @Test
    void areOfTheUsualSchemeUntilSomebodyHasLoggedIn() {
        assertThat(schemes()).containsOnly("SHA512-CRYPT");
    }

    @Test
    void areOfTheSchemeThatTheSiteHas() {
        see(LIGHT, 1);
        assertThat(schemes()).containsOnly("SHA256-CRYPT");
    }

    @Test
    void areMixedAsThoseOfTheUsersAre() {
        see(LIGHT, 350);
        see(LIGHT_TOO, 350);
        see(TRIFLE, 300);
        double share = schemes().stream().filter("PLAIN"::equals).count() / (double) USERS;
        // Six standard deviations: a key of each run decides.
        assertThat(share).isCloseTo(0.3, within(0.06));
    }

    @Test
    void areTheSameForTheSameUserWhileTheCountsGrow() {
        see(LIGHT, 700);
        see(TRIFLE, 300);
        List<String> before = schemes();
        see(LIGHT, 70_000);
        see(TRIFLE, 30_000);
        assertThat(schemes()).isEqualTo(before);
    }
}
