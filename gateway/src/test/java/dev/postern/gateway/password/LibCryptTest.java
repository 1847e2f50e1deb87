package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.gateway.password.StoredPassword.Malformed;
import dev.postern.gateway.password.StoredPassword.OverLimit;
import dev.postern.gateway.password.StoredPassword.Unsupported;
import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rare forms of crypt(3), by the library that every Debian has. */
class LibCryptTest {

    private static final HashLimits LIMITS = HashLimits.defaults().with(LibCrypt.load("libcrypt.so.1"));

    private final StoredPasswordParser parser = new StoredPasswordParser("CRYPT", LIMITS);

    static Stream<Vector> rareForms() {
        return Vector.all()
                .filter(row ->
                        row.deviation() instanceof Unsupported && row.expect().equals("OK"));
    }

    @ParameterizedTest
    @MethodSource("rareForms")
    void verifiesWhatDovecotVerifies(Vector vector) {
        Usable stored = (Usable) parser.parse(vector.stored());
        byte[] right = vector.password();
        byte[] wrong = Arrays.copyOf(right, Math.min(right.length, 100) + 1);
        wrong[wrong.length - 1] = 'x';
        assertThat(stored.matches(new Attempt(right, "", null)))
                .as(vector.toString())
                .isTrue();
        assertThat(stored.matches(new Attempt(wrong, "", null)))
                .as(vector.toString())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{CRYPT}$sha1$999999999$V2kPsJAf$xxC3jde/V28ibvfAsavQsxwQIcuI",
                "{CRYPT}$md5,rounds=999999999$salt$$hash",
                "{CRYPT}_zzzzSALTabcdefghijk",
                "{CRYPT}$gy$jHT$ng53/Wg8nTPUGibNxqkWhdmNDfgiv799PiloiQ/MaD0$UzpMbYOnb0ibnAta/4YlKjxKVwXsjocJtq.STu7OCU7",
            })
    void bounds(String column) {
        assertThat(parser.parse(column)).isInstanceOf(OverLimit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{CRYPT}$sha1$x$y", "{CRYPT}$md5x", "{CRYPT}_J9..", "{CRYPT}$gy$", "{CRYPT}$gy$!$a$b"})
    void refusesWhatIsNone(String column) {
        assertThat(parser.parse(column)).isInstanceOf(Malformed.class);
    }

    @Test
    void aSettingThatTheLibraryRefusesMatchesNothing() {
        Usable stored = (Usable) parser.parse("{CRYPT}$gy$j75$a$b");
        assertThat(stored.matches(new Attempt("password".getBytes(UTF_8), "", null)))
                .isFalse();
    }

    @Test
    void saysWhyALibraryCannotBeUsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LibCrypt.load("libnowhere.so.1"))
                .withMessageContaining("libnowhere.so.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LibCrypt.load("libc.so.6"))
                .withMessageContaining("crypt_rn");
    }
}
