package dev.postern.postfix.netstring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetstringTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', '0:,'",
        "'OK ', 'xy', '5:OK xy,'",
        "'NOTFOUND ', '', '9:NOTFOUND ,'",
        "'OK ', '1234567', '10:OK 1234567,'",
        "'OK ', '\u00fc', '5:OK \u00fc,'",
    })
    void writesCanonicalLengthInBytes(String head, String tail, String netstring) {
        assertThat(Netstring.encode(head.getBytes(UTF_8), tail.getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo(netstring);
    }
}
