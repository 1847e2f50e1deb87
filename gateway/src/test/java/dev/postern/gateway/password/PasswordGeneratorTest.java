package dev.postern.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.gateway.password.StoredPassword.Usable;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordGeneratorTest {
    private static final String USER = "joe@example.org";

    private final PasswordGenerator generator = new PasswordGenerator();

    static Set<String> schemes() {
        return PasswordGenerator.schemes();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void makesWhatTheParserReadsAndTheRightPasswordMatches(String scheme) throws InterruptedException {
        String column = generator.generate(scheme, USER, "pässwörd €".getBytes(UTF_8));
        assertThat(column).startsWith("{" + scheme + "}");
        StoredPassword stored = new StoredPasswordParser("PLAIN", HashLimits.defaults()).parse(column);
        assertThat(stored).isInstanceOf(Usable.class);
        assertThat(matches((Usable) stored, "pässwörd €")).isTrue();
        assertThat(matches((Usable) stored, "passwörd €")).isFalse();
    }

    private static boolean matches(Usable stored, String typed) throws InterruptedException {
        HashMemory memory = new HashMemory(64);
        try (HashMemory.Lease lease = memory.lease(stored.cost().mebibytes(), stored.inBlocks())) {
            return stored.matches(new Attempt(typed.getBytes(UTF_8), USER, lease));
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void makesAnotherEachTimeWhereThereIsASalt(String scheme) {
        String first = generator.generate(scheme, USER, "secret".getBytes(UTF_8));
        String second = generator.generate(scheme, USER, "secret".getBytes(UTF_8));
        boolean unsalted = Set.of("PLAIN", "CRAM-MD5", "DIGEST-MD5").contains(scheme);
        assertThat(first.equals(second)).isEqualTo(unsalted);
    }

    @Test
    void writesTheFormsThatDovecotWrites() {
        assertForm("SHA512-CRYPT", "\\$6\\$[./0-9A-Za-z]{16}\\$[./0-9A-Za-z]{86}");
        assertForm("SHA256-CRYPT", "\\$5\\$[./0-9A-Za-z]{16}\\$[./0-9A-Za-z]{43}");
        assertForm("blf-crypt", "\\$2y\\$10\\$[./0-9A-Za-z]{21}[.Oeu][./0-9A-Za-z]{31}");
        assertForm("Argon2id", "\\$argon2id\\$v=19\\$m=65536,t=3,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertForm("PBKDF2", "\\$1\\$[./0-9A-Za-z]{16}\\$5000\\$[0-9a-f]{40}");
        assertForm("SCRAM-SHA-256", "4096,[A-Za-z0-9+/=]{24},[A-Za-z0-9+/=]{44},[A-Za-z0-9+/=]{44}");
        assertForm("CRAM-MD5", "[0-9a-f]{64}");
    }

    private void assertForm(String scheme, String data) {
        assertThat(generator.generate(scheme, "", "secret".getBytes(UTF_8)))
                .matches("\\{" + scheme.toUpperCase(Locale.ROOT) + "\\}" + data);
    }

    @Test
    void makesTheDefaultScheme() {
        assertThat(PasswordGenerator.schemes()).contains(PasswordGenerator.DEFAULT_SCHEME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "DES-CRYPT", "NTLM", "NOSUCH", ""})
    void makesNoWeakAndNoUnknownScheme(String scheme) {
        assertThatThrownBy(() -> generator.generate(scheme, USER, "secret".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHA512-CRYPT");
    }

    /** Whoever has such a password could never log in with it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "tab\tbed", "two\nlines", "nul\0", "\1"})
    void refusesPasswordsThatNobodyCouldType(String password) {
        assertThatThrownBy(() -> generator.generate("PLAIN", USER, password.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the password ");
    }

    @Test
    void refusesWhatTheSchemeCannotHold() {
        assertThatThrownBy(() -> generator.generate("DIGEST-MD5", "", "secret".getBytes(UTF_8)))
                .hasMessageContaining("login name");
        assertThatThrownBy(() -> generator.generate("PLAIN", USER, new byte[] {(byte) 0xff}))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() ->
                        generator.generate("SHA512-CRYPT", USER, "x".repeat(512).getBytes(UTF_8)))
                .hasMessageContaining("511");
    }
}
