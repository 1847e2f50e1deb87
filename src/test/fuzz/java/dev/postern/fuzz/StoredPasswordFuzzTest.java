package dev.postern.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.gateway.password.HashLimits;
import dev.postern.gateway.password.StoredPassword;
import dev.postern.gateway.password.StoredPassword.Problem;
import dev.postern.gateway.password.StoredPassword.Usable;
import dev.postern.gateway.password.StoredPasswordParser;

/** Password columns, which whoever may write to the database chooses. */
class StoredPasswordFuzzTest {

    private static final HashLimits LIMITS = HashLimits.defaults();

    /** What the limits allow takes about a second; as an estimate within a factor of three, and for any scheme. */
    private static final long MOST_MICROS = 10_000_000;

    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", LIMITS);

    @FuzzTest
    void aColumnAsksForNoMoreThanTheLimits(byte[] bytes) {
        String column = new String(bytes, UTF_8);
        StoredPassword stored = parser.parse(column);
        if (stored instanceof Usable usable) {
            assertThat(StoredPasswordParser.schemes()).contains(usable.scheme());
            assertThat(usable.cost().micros()).isBetween(0L, MOST_MICROS);
            assertThat(usable.cost().mebibytes()).isBetween(0, LIMITS.mebibytes());
            assertThat(parser.mayBeCostly(column) || usable.cost().micros() < 1_000)
                    .as("what is costly is known by its name: %s", usable)
                    .isTrue();
        } else {
            assertThat(((Problem) stored).detail()).isNotBlank().hasSizeLessThan(300);
        }
    }
}
