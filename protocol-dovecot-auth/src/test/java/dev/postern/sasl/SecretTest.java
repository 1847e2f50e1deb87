package dev.postern.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretTest {

    private final byte[] source = "x-secret-y".getBytes(UTF_8);
    private final Secret secret = Secret.copyOf(source, 2, 8);

    @Test
    void hasBytesOfItsOwn() {
        source[2] = 'X';
        assertThat(secret.copy()).asString(UTF_8).isEqualTo("secret");
        secret.copy()[0] = 'X';
        assertThat(secret.copy()).asString(UTF_8).isEqualTo("secret");
    }

    @Test
    void isEqualWhenTheBytesAre() {
        assertThat(secret).isEqualTo(Secret.copyOf("secret".getBytes(UTF_8)));
        assertThat(secret).hasSameHashCodeAs(Secret.copyOf("secret".getBytes(UTF_8)));
        assertThat(secret).isNotEqualTo(Secret.copyOf("secreT".getBytes(UTF_8)));
        assertThat(secret).isNotEqualTo(Secret.copyOf("secre".getBytes(UTF_8)));
    }

    @Test
    void isNotShown() {
        assertThat(secret).hasToString("Secret[***]");
        assertThat(new SaslStep.VerifyPassword("alice", "", secret).toString()).doesNotContain("secret");
        assertThat(new Credentials.Cleartext(secret).toString()).doesNotContain("secret");
    }

    @Test
    void wipedSecretIsOfNoUse() {
        Secret other = Secret.copyOf(new byte[6]);
        secret.wipe();
        assertThat(secret).isNotEqualTo(other).isNotEqualTo(Secret.copyOf(source, 2, 8));
        assertThatIllegalStateException().isThrownBy(secret::copy);
    }
}
