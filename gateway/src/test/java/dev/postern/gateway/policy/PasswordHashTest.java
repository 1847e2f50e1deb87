package dev.postern.gateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.gateway.config.SecretText;
import dev.postern.sasl.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHashTest {

    /** {@code printf 'saltkim@d.test\0pw' | sha256sum}, and what its first bits are as a number. */
    @ParameterizedTest
    @CsvSource({
        "256, ee68959b128e5a63ca5158270ad43313b2ccc4191320ddce2e686d6ebc350984",
        "16, ee68",
        "12, 0ee6",
        "8, ee",
        "1, 01",
    })
    void isTheFirstBitsOfTheSaltedPasswordAsANumber(int bits, String hash) {
        Secret typed = Secret.copyOf("pw".getBytes(UTF_8));
        assertThat(new PasswordHash(new SecretText("salt"), bits).of("kim@d.test", typed))
                .isEqualTo(hash);
    }

    @Test
    void ofAMechanismThatSendsNoPasswordItIsThatOfNone() {
        PasswordHash hash = new PasswordHash(new SecretText("salt"), 12);
        assertThat(hash.of("kim@d.test", null)).isEqualTo(hash.of("kim@d.test", Secret.copyOf(new byte[0])));
    }
}
