package dev.postern.postfix.socketmap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postern.postfix.Frame;
import dev.postern.postfix.socketmap.SocketmapReply.Found;
import dev.postern.postfix.socketmap.SocketmapReply.NotFound;
import dev.postern.postfix.socketmap.SocketmapReply.Permanent;
import dev.postern.postfix.socketmap.SocketmapReply.Temporary;
import dev.postern.postfix.socketmap.SocketmapReply.Timeout;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketmapReplyTest {

    private static final Map<SocketmapReply, String> REPLIES = Map.of(
            new Found("value one"), "12:OK value one,",
            new Found("a, b, c"), "10:OK a, b, c,",
            new Found("\u00fc"), "5:OK \u00fc,",
            new Found(" "), "4:OK  ,",
            new NotFound(), "9:NOTFOUND ,",
            new Temporary("backend down"), "17:TEMP backend down,",
            new Timeout("no answer"), "17:TIMEOUT no answer,",
            new Permanent("unknown map"), "16:PERM unknown map,");

    @Test
    void everyKindOfReplyEncodesAsPostfixReadsIt() {
        REPLIES.forEach(
                (reply, netstring) -> assertThat(reply.encode()).asString(UTF_8).isEqualTo(netstring));
        assertThat(REPLIES.keySet())
                .extracting(Object::getClass)
                .map(Class.class::cast)
                .contains(SocketmapReply.class.getPermittedSubclasses());
    }

    @Test
    void everyKindOfReplyParsesWhatItEncoded() {
        REPLIES.forEach((reply, netstring) -> assertThat(
                        parse(netstring.substring(netstring.indexOf(':') + 1, netstring.length() - 1)))
                .contains(reply));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "OK ",
                "ok x",
                "HELLO",
                "HELLO x",
                "NOTFOUND",
                "TEMP",
                "TEMP ",
                "OK a\nb",
                " OK x",
                "OKx"
            })
    void parsesNothingElse(String payload) {
        assertThat(parse(payload)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "a\nb", "a\tb", "\ud83d"})
    void refusesTextThatIsNotClean(String text) {
        assertThat(Found.carries(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Found(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Temporary(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Timeout(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Permanent(text));
    }

    @Test
    void carriesValueUpToTheLastByteThatPostfixReads() {
        String longest = "x".repeat(SocketmapReply.MAX_PAYLOAD - "OK ".length());
        assertThat(new Found(longest).encode())
                .asString(UTF_8)
                .startsWith("100000:OK x")
                .endsWith("x,");
        assertThat(Found.carries(longest + "x")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Found(longest + "x"));
    }

    @Test
    void countsBytesOfValueAndNotCharacters() {
        String longest = "\u20ac".repeat((SocketmapReply.MAX_PAYLOAD - "OK ".length()) / 3);
        assertThat(Found.carries(longest + "x")).isTrue();
        assertThat(Found.carries(longest + "\u00fc")).isFalse();
    }

    @Test
    void limitsReasonsToo() {
        String longest = "x".repeat(SocketmapReply.MAX_PAYLOAD - "TEMP ".length());
        assertThat(new Temporary(longest).encode()).asString(UTF_8).startsWith("100000:TEMP x");
        assertThatIllegalArgumentException().isThrownBy(() -> new Temporary(longest + "x"));
    }

    private static Optional<SocketmapReply> parse(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return SocketmapReply.parse(new Frame.Payload(bytes, 0, bytes.length));
    }
}
