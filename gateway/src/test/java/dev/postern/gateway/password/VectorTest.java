package dev.postern.gateway.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.UnknownScheme;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that doveadm made or was asked about, answered as it answered. */
class VectorTest {

    private static final HashMemory MEMORY = new HashMemory(256);

    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", HashLimits.defaults());

    static Stream<Vector> verified() {
        return Vector.all().filter(row -> row.expect().equals("OK") && row.deviation() == null);
    }

    @ParameterizedTest
    @MethodSource("verified")
    void matchesWhatDovecotVerified(Vector vector) throws InterruptedException {
        StoredPassword stored = parser.parse(vector.stored());
        assertThat(stored).as(vector.toString()).isInstanceOf(Usable.class);
        assertThat(matches((Usable) stored, vector)).as(vector.toString()).isTrue();
    }

    static Stream<Vector> refused() {
        return Vector.all().filter(row -> row.refused() && row.deviation() == null);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void neverMatchesWhatDovecotRefused(Vector vector) throws InterruptedException {
        StoredPassword stored = parser.parse(vector.stored());
        if (stored instanceof Usable usable) {
            assertThat(matches(usable, vector)).as(vector.toString()).isFalse();
        } else {
            assertThat(stored).as(vector.toString()).isInstanceOf(Malformed.class);
        }
    }

    static Stream<Vector> undecided() {
        return Vector.all().filter(row -> row.expect().equals("UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource("undecided")
    void takesAnUnknownSchemeForNoMismatch(Vector vector) {
        assertThat(parser.parse(vector.stored())).isInstanceOfAny(UnknownScheme.class, Unsupported.class);
    }

    static Stream<Vector> bombs() {
        return Vector.all().filter(row -> row.expect().equals("LIMIT") && row.deviation() == null);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void refusesToComputeWhatWouldTakeTooMuch(Vector vector) {
        assertThat(parser.parse(vector.stored())).isInstanceOf(OverLimit.class);
    }

    static Stream<Vector> deviations() {
        return Vector.all().filter(row -> row.deviation() != null);
    }

    @ParameterizedTest
    @MethodSource("deviations")
    void differsFromDovecotOnlyWhereItSaysSo(Vector vector) {
        assertThat(parser.parse(vector.stored())).isEqualTo(vector.deviation());
    }

    private static boolean matches(Usable usable, Vector vector) throws InterruptedException {
        try (HashMemory.Lease lease = MEMORY.lease(usable.cost().mebibytes(), usable.inBlocks())) {
            return usable.matches(new Attempt(vector.password(), vector.user(), lease));
        }
    }
}
