package dev.postern.dovecot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.dovecot.wire.ProtocolException.Reason;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionCookieTest {

    private static final String HEX = "18f119eaaca13e6b6620a3cb15eea5ae";

    private final ConnectionCookie cookie = new ConnectionCookie(HexFormat.of().parseHex(HEX));

    @Test
    void writes32LowerCaseHexDigits() {
        assertThat(cookie.toHex()).isEqualTo(HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEX, "18F119EAACA13E6B6620A3CB15EEA5AE"})
    void readsEitherCase(String hex) throws Exception {
        assertThat(ConnectionCookie.read(Lines.of(hex).fields()))
                .isEqualTo(cookie)
                .hasSameHashCodeAs(cookie);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "18f119eaaca13e6b6620a3cb15eea5a",
                "18f119eaaca13e6b6620a3cb15eea5aex",
                "x8f119eaaca13e6b6620a3cb15eea5ae",
                "18f119eaaca13e6b6620a3cb15eea5ae00"
            })
    void refusesAnythingElse(String hex) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ConnectionCookie.read(Lines.of(hex).fields()))
                .extracting(ProtocolException::reason)
                .isIn(Reason.BAD_COOKIE, Reason.FIELD_MISSING);
    }

    @Test
    void differsInTheLastBit() throws Exception {
        assertThat(ConnectionCookie.read(Lines.of(HEX.replace("ae", "af")).fields()))
                .isNotEqualTo(cookie);
    }

    @Test
    void keepsBytesOfItsOwn() {
        byte[] bytes = new byte[ConnectionCookie.LENGTH];
        ConnectionCookie mine = new ConnectionCookie(bytes);
        bytes[0] = 1;
        assertThat(mine.toHex()).isEqualTo("0".repeat(32));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionCookie(new byte[15]));
    }

    @Test
    void isNotShown() {
        assertThat(cookie).hasToString("ConnectionCookie[***]");
    }
}
